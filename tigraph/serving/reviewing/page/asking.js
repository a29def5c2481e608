// What the page asks the command that serves it, and nobody else.

/** An answer that is none: `flaws` says what is wrong with a claim, by its part. */
export class Refused extends Error {
  /** @param {string} message @param {{part: string, told: string}[]} [flaws] */
  constructor(message, flaws = []) {
    super(message);
    this.flaws = flaws;
  }
}

/**
 * Return what is answered at a name; with a body, to a POST of it.
 * @param {string} name
 * @param {unknown} [body]
 * @returns {Promise<any>}
 */
export async function ask(name, body) {
  const posted = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  const answer = await fetch(name, { ...posted, headers: { "Content-Type": "application/json" } });
  const told = await answer.json();
  if (!answer.ok) throw new Refused(told.error, told.flaws);
  return told;
}
