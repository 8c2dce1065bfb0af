/** The browser's end of hicast/hub: `hicast/hub/client`. */

export interface HubClientOptions {
  /** A class like the browser's WebSocket, which is the default. */
  WebSocket?: new (url: string, protocols?: string | string[]) => any
  /** Subprotocols of the WebSocket. */
  protocols?: string | string[]
  /** Milliseconds before the first attempt to come back, at most; 250. It doubles with each. */
  base?: number
  /** Milliseconds between two attempts at most; 10,000. */
  cap?: number
}

export interface About {
  /** `u:USER`, `r:ROOM`, or `a`: everybody. */
  /** null: the app has sent it with the socket itself, not with the hub. */
  topic: string | null
  /** The room that it was sent to, if it was one. */
  room?: string
  /** The user that it was sent to, if it was one. */
  user?: string
}

export interface HubClientEvents {
  /** What was sent: a string, a value of JSON, or a Uint8Array. */
  message: (data: any, about: About) => void
  /** Connected, and in its rooms. */
  open: (about: { seat: string }) => void
  /** The connection was lost, or refused for good. */
  close: (about: { code: number, reason: string, willReconnect: boolean }) => void
  /** Messages may be missing: load the state anew. `topic` null: of all. */
  gap: (about: { topic: string | null, reason: string }) => void
  /** A room that may not be joined again after a reconnect. */
  error: (error: Error) => void
}

export class HubClient {
  constructor (url: string | URL, options?: HubClientOptions)
  /** Where it is between connecting and closed. */
  readonly state: 'connecting' | 'open' | 'closed'
  /**
   * Adds a listener.
   * @returns a function that ends the listening
   */
  on<E extends keyof HubClientEvents> (event: E, listener: HubClientEvents[E]): () => void
  /** To the app's `onMessage`: strings and bytes as they are, all else as JSON.
   * @returns false: not connected, and nothing was sent */
  send (data: unknown): boolean
  /** Rejects when the app does not allow it. Holds over reconnects. */
  join (room: string): Promise<void>
  /** Leaves a room. */
  leave (room: string): Promise<void>
  /** Who is in a room. */
  presence (room: string): Promise<{ user: string | null, server: string, seat: string }[]>
  /** Ends it for good. A close by the app with a code from 4000 on does so, too. */
  close (): void
}

/** Connects, and comes back by itself with what was missed. */
export function connect (url: string | URL, options?: HubClientOptions): HubClient
