package dev.trestle.http.live;

import dev.trestle.graphql.desk.credential.Caller;
import dev.trestle.graphql.engine.GraphQlRequest;
import dev.trestle.http.exchange.Refusal;
import dev.trestle.http.exchange.Refusals;
import dev.trestle.http.graphql.RequestJson;
import io.helidon.common.buffers.BufferData;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.RequestException;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.websocket.WsUpgrader;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One WebSocket that speaks graphql-transport-ws, from its upgrade to its end. */
public final class WsConversation implements WsListener, LiveConnection {
  private static final Logger LOG = LoggerFactory.getLogger(WsConversation.class);
  private static final String PROTOCOL = "graphql-transport-ws";
  private static final int ID_LENGTH_MAX = 256;

  private final LiveDesk desk;
  private final LiveConnections connections;
  private final LiveRules rules;
  private final Map<String, WsOperation> operations = new ConcurrentHashMap<>();
  private final StringBuilder fragments = new StringBuilder();
  private final AtomicBoolean over = new AtomicBoolean();
  private final long openedAt;

  private @Nullable String upgradeAuthorization;
  private boolean protocolOffered;
  private @Nullable WsSocket openSocket;
  private @Nullable Thread reader;
  private @Nullable Peer peer;
  private String remoteAddress = "unknown";
  private @Nullable Headers upgradeHeaders;
  private @Nullable String userAgent;
  private boolean initReceived;
  private volatile boolean acknowledged;
  private volatile boolean slow;
  private volatile long lastHeard;
  private long lastPing;

  public WsConversation(LiveDesk desk) {
    this.desk = desk;
    this.connections = desk.connections();
    this.rules = connections.rules();
    this.openedAt = connections.now();
    this.lastHeard = openedAt;
    this.lastPing = openedAt;
  }

  @Override
  public Optional<Headers> onHttpUpgrade(HttpPrologue prologue, Headers headers) {
    String origin = headers.first(HeaderNames.ORIGIN).orElse(null);
    if (origin != null
        && !desk.cors().trusted(origin, headers.first(HeaderNames.HOST).orElse(null))) {
      throw RequestException.builder()
          .type(DirectHandler.EventType.FORBIDDEN)
          .message("origin")
          .build();
    }
    upgradeHeaders = headers;
    userAgent = headers.first(HeaderNames.USER_AGENT).orElse(null);
    upgradeAuthorization = headers.first(HeaderNames.AUTHORIZATION).orElse(null);
    protocolOffered =
        headers.values(WsUpgrader.PROTOCOL).stream()
            .flatMap(value -> Arrays.stream(value.split(",")))
            .anyMatch(value -> value.trim().equals(PROTOCOL));
    if (!protocolOffered) {
      return Optional.empty();
    }
    WritableHeaders<?> answer = WritableHeaders.create();
    answer.set(WsUpgrader.PROTOCOL, PROTOCOL);
    return Optional.of(answer);
  }

  @Override
  public void onOpen(WsSession session) {
    reader = Thread.currentThread();
    WsSocket socket = new WsSocket(session, connections::now);
    openSocket = socket;
    if (session.socketContext().remotePeer().address() instanceof InetSocketAddress address
        && address.getAddress() != null) {
      String peer = address.getAddress().getHostAddress();
      remoteAddress = upgradeHeaders == null ? peer : desk.addresses().of(peer, upgradeHeaders);
    }
    try {
      connections.add(this);
    } catch (Refusal full) {
      socket.close(CloseCode.TRY_AGAIN_LATER.number(), full.code() + ": " + full.remedy());
      return;
    }
    if (!protocolOffered) {
      close(CloseCode.SUBPROTOCOL_NOT_ACCEPTABLE, "Subprotocol not acceptable");
    }
  }

  @Override
  public void onMessage(WsSession session, String text, boolean last) {
    lastHeard = connections.now();
    if (fragments.length() + text.length() > rules.messageCharsMax()) {
      close(CloseCode.BAD_REQUEST, "The message is too long.");
      fragments.setLength(0);
      return;
    }
    if (!last) {
      fragments.append(text);
      return;
    }
    String whole = text;
    if (!fragments.isEmpty()) {
      whole = fragments.append(text).toString();
      fragments.setLength(0);
    }
    if (socket().closing()) {
      return;
    }
    try {
      take(whole);
    } catch (LiveSink.Gone gone) {
      end();
    }
  }

  @Override
  public void onMessage(WsSession session, BufferData buffer, boolean last) {
    close(CloseCode.BAD_REQUEST, "Messages are text.");
  }

  @Override
  public void onPing(WsSession session, BufferData payload) {
    lastHeard = connections.now();
    socket().pong(payload);
  }

  @Override
  public void onPong(WsSession session, BufferData payload) {
    lastHeard = connections.now();
  }

  @Override
  public void onClose(WsSession session, int status, String reason) {
    end();
  }

  @Override
  public void onError(WsSession session, Throwable failed) {
    LOG.error("a WebSocket failed", failed);
    end();
  }

  private void take(String text) {
    WsMessage message = WsMessage.read(text);
    if (message == null) {
      close(CloseCode.BAD_REQUEST, "Invalid message received");
      return;
    }
    switch (message.type()) {
      case "connection_init" -> initialise(message);
      case "ping" -> socket().send("{\"type\":\"pong\"}");
      case "pong" -> LOG.trace("pong");
      case "subscribe" -> subscribe(message);
      case "complete" -> complete(message);
      default -> close(CloseCode.BAD_REQUEST, "Unknown message type");
    }
  }

  private void initialise(WsMessage message) {
    if (initReceived) {
      close(CloseCode.TOO_MANY_INITIALISATION_REQUESTS, "Too many initialisation requests");
      return;
    }
    initReceived = true;
    try {
      String given = message.authorization();
      String authorization = given == null ? upgradeAuthorization : given;
      Peer candidate = desk.peer(authorization, new Caller(remoteAddress, userAgent));
      candidate.admit();
      peer = candidate;
    } catch (Refusal refused) {
      close(CloseCode.FORBIDDEN, refused.code() + ": " + refused.sentence());
      return;
    }
    acknowledged = true;
    socket().send("{\"type\":\"connection_ack\"}");
  }

  private void subscribe(WsMessage message) {
    Peer acknowledgedPeer = peer;
    if (!acknowledged || acknowledgedPeer == null) {
      close(CloseCode.UNAUTHORIZED, "Unauthorized");
      return;
    }
    String id = message.id();
    Map<String, @Nullable Object> payload = message.payload();
    if (id == null || id.isEmpty() || id.length() > ID_LENGTH_MAX || payload == null) {
      close(CloseCode.BAD_REQUEST, "Invalid message received");
      return;
    }
    if (operations.containsKey(id)) {
      close(CloseCode.SUBSCRIBER_ALREADY_EXISTS, "Subscriber for " + id + " already exists");
      return;
    }
    try {
      if (operations.size() >= rules.operationsPerConnection()) {
        throw Refusals.tooManyOperations(rules.operationsPerConnection());
      }
      GraphQlRequest request = RequestJson.payload(payload);
      WsOperation operation = new WsOperation(this, socket(), desk, acknowledgedPeer, id, request);
      operations.put(id, operation);
      Thread.ofVirtual().name("live-operation").start(operation);
    } catch (Refusal refused) {
      WsOperation.refuse(socket(), id, refused, desk.traceIds().fresh());
    }
  }

  private void complete(WsMessage message) {
    String id = message.id();
    WsOperation operation = id == null ? null : operations.remove(id);
    if (operation != null) {
      operation.cancel();
    }
  }

  /** Frees the id of an operation that ended. */
  void ended(String id, WsOperation operation) {
    operations.remove(id, operation);
  }

  @Override
  public void tick(long now) {
    WsSocket socket = socket();
    Thread thread = reader;
    long heartbeat = rules.heartbeat().toNanos();
    if (thread != null && !thread.isAlive()) {
      end();
    } else if (slow) {
      if (socket.stalledNanos(now) > rules.stall().plus(rules.dropGrace()).toNanos()) {
        kill();
      }
    } else if (socket.stalledNanos(now) > rules.stall().toNanos()) {
      dropSlowReader();
    } else if (now - lastHeard > heartbeat * 5 / 2) {
      connections.countSilentPeer();
      kill();
    } else if (!initReceived && now - openedAt > rules.initWait().toNanos()) {
      close(CloseCode.INITIALISATION_TIMEOUT, "Connection initialisation timeout");
    } else if (now - lastPing > heartbeat) {
      lastPing = now;
      Thread.ofVirtual().name("live-ping").start(this::ping);
    }
    socket.nudge();
    if (socket.stalledNanos(now) == 0 && socket.closingNanos(now) > heartbeat) {
      kill();
    }
  }

  private void ping() {
    try {
      socket().ping();
    } catch (LiveSink.Gone gone) {
      end();
    }
  }

  /** Stops its sources at once; the close message follows if the reader wakes up in time. */
  private void dropSlowReader() {
    slow = true;
    connections.countSlowReader();
    operations.values().forEach(WsOperation::cancel);
    socket().close(CloseCode.SLOW_READER.number(), "SLOW_READER: resume from the last cursor.");
  }

  @Override
  public void goAway() {
    Thread.ofVirtual()
        .name("live-goodbye")
        .start(() -> close(CloseCode.GOING_AWAY, "The desk is stopping."));
  }

  private void close(CloseCode code, String reason) {
    try {
      socket().close(code.number(), reason);
    } catch (LiveSink.Gone gone) {
      LOG.debug("the peer went away before it was told why");
    }
    cancelAll();
  }

  private void kill() {
    socket().kill();
    end();
  }

  private void end() {
    if (over.compareAndSet(false, true)) {
      connections.remove(this);
      cancelAll();
    }
  }

  private void cancelAll() {
    operations.values().forEach(WsOperation::cancel);
    operations.clear();
  }

  private WsSocket socket() {
    return Objects.requireNonNull(openSocket, "the socket is open before anything happens on it");
  }
}
