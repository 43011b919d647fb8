package dev.trestle.http.live;

/** Why the server closes a WebSocket: the protocol's codes, and one of our own. */
enum CloseCode {
  GOING_AWAY(1001),
  TRY_AGAIN_LATER(1013),
  /** Ours: the reader did not keep up. Reconnect and resume from the last cursor. */
  SLOW_READER(4008),
  BAD_REQUEST(4400),
  /** An operation before connection_ack. */
  UNAUTHORIZED(4401),
  /** The credential is not, or no longer, valid. Clients may reconnect with a fresh one. */
  FORBIDDEN(4403),
  SUBPROTOCOL_NOT_ACCEPTABLE(4406),
  INITIALISATION_TIMEOUT(4408),
  SUBSCRIBER_ALREADY_EXISTS(4409),
  TOO_MANY_INITIALISATION_REQUESTS(4429);

  private final int number;

  CloseCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
