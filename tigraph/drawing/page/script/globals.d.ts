import type * as visNetwork from "vis-network";

declare global {
  /** vis-network, which stands in the page before the script. */
  const vis: typeof visNetwork;

  interface Window {
    /** For scripts and tests: the state of the page, and where things stand on the screen. */
    tigraph: {
      network: visNetwork.Network;
      actors: unknown[];
      ties: unknown[];
      where: (actor: number) => { x: number; y: number };
      state: () => { [key: string]: unknown };
      labels: () => number[][];
      drawn: () => (number | string)[];
      lines: () => { id: number | string; how: string; way: number[][] }[];
      hows: () => unknown[][];
      changes: () => (string | null)[];
    };
  }
}
