package dev.trestle.http.live;

/** An open connection that has to be watched, because nobody says when its peer vanishes. */
interface LiveConnection {

  /** Looks after itself: heartbeat, stalled writes, a silent or vanished peer. Must not block. */
  void tick(long nowNanos);

  /** Ends the connection in a friendly way because the desk is stopping. Must not block. */
  void goAway();
}
