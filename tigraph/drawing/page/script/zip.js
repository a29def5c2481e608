// An archive of texts (ZIP, nothing compressed): APPNOTE of PKWARE, sections 4.3.7, 4.3.12, 4.3.16.

/** @type {number[]} */
const CRC = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

/** @param {Uint8Array} bytes */
function checksum(bytes) {
  let c = 0xffffffff;
  for (const byte of bytes) c = CRC[(c ^ byte) & 0xff] ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

/**
 * Numbers of two or four bytes, the least first.
 * @param {[number: number, bytes: 2 | 4][]} numbers
 */
function packed(numbers) {
  const made = new Uint8Array(numbers.reduce((sum, [, bytes]) => sum + bytes, 0));
  const view = new DataView(made.buffer);
  let at = 0;
  for (const [number, bytes] of numbers) {
    if (bytes === 2) view.setUint16(at, number, true);
    else view.setUint32(at, number, true);
    at += bytes;
  }
  return made;
}

/** The first of January 1980: an archive of the same texts is the same. */
const FIRST_DAY = 0x21;
/** Names are in UTF-8. */
const UTF8 = 0x800;

/**
 * @param {[name: string, text: string][]} files
 */
export function zip(files) {
  const encoder = new TextEncoder();
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const bodies = [];
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const heads = [];
  let offset = 0;
  for (const [name, text] of files) {
    const [title, body] = [encoder.encode(name), encoder.encode(text)];
    /** @type {[number, 2 | 4][]} */
    const told = [
      ...[UTF8, 0, 0, FIRST_DAY].map((n) => /** @type {[number, 2]} */ ([n, 2])),
      ...[checksum(body), body.length, body.length].map((n) => /** @type {[number, 4]} */ ([n, 4])),
      [title.length, 2],
      [0, 2],
    ];
    const head = packed([[0x04034b50, 4], [20, 2], ...told]);
    bodies.push(head, title, body);
    heads.push(
      packed([
        [0x02014b50, 4],
        [20, 2],
        [20, 2],
        ...told,
        [0, 2],
        [0, 2],
        [0, 2],
        [0, 4],
        [offset, 4],
      ]),
      title,
    );
    offset += head.length + title.length + body.length;
  }
  const size = heads.reduce((sum, part) => sum + part.length, 0);
  const end = packed([
    [0x06054b50, 4],
    [0, 2],
    [0, 2],
    [files.length, 2],
    [files.length, 2],
    [size, 4],
    [offset, 4],
    [0, 2],
  ]);
  const made = new Uint8Array(offset + size + end.length);
  let at = 0;
  for (const part of [...bodies, ...heads, end]) {
    made.set(part, at);
    at += part.length;
  }
  return made;
}
