package dev.trestle.http.live;

import java.time.Duration;

/**
 * How open connections are kept.
 *
 * @param heartbeat between two signs of life; a peer silent for two and a half of them is reaped
 * @param initWait how long a new WebSocket may take to send connection_init
 * @param stall how long one write may wait for a slow reader
 * @param dropGrace how long a dropped reader may take to fetch the close message
 * @param operationsPerConnection running at once on one WebSocket
 * @param connectionsMax open at once, WebSockets and event streams together
 * @param messageCharsMax the longest message a client may send
 * @param timeLimit for one operation, or for rendering one event
 */
public record LiveRules(
    Duration heartbeat,
    Duration initWait,
    Duration stall,
    Duration dropGrace,
    int operationsPerConnection,
    int connectionsMax,
    int messageCharsMax,
    Duration timeLimit) {}
