package dev.trestle.http.live;

import dev.trestle.graphql.desk.credential.Caller;
import dev.trestle.graphql.engine.GraphQlEngine;
import dev.trestle.http.exchange.Admission;
import dev.trestle.http.exchange.ClientAddress;
import dev.trestle.http.exchange.Contexts;
import dev.trestle.http.exchange.Cors;
import dev.trestle.http.exchange.Gate;
import dev.trestle.http.exchange.TraceIds;
import org.jspecify.annotations.Nullable;

/** What both kinds of live connection need. */
public record LiveDesk(
    GraphQlEngine engine,
    Contexts contexts,
    Admission admission,
    Gate gate,
    Cors cors,
    ClientAddress addresses,
    TraceIds traceIds,
    LiveConnections connections) {

  Peer peer(@Nullable String authorization, Caller caller) {
    return new Peer(admission, contexts, authorization, caller, connections.rules().timeLimit());
  }

  LiveOperation operation(Peer peer, String traceId, LiveSink sink) {
    return new LiveOperation(engine, connections, gate, peer, traceId, sink);
  }
}
