package dev.trestle.app.plugins.work;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is in one channel of the outbox. Of each order key only the first entry is looked
 * at, so that a step costs the same however much waits behind it. Receivers take turns, and each is
 * given only as many attempts at once as it has earned: one more with each success, half of them
 * after a failure. Belongs to one thread; all of it can be made again from the outbox.
 */
final class DeliveryPlan {
  /** An order key that has something to deliver. */
  private static final class Line {
    private final String orderKey;
    private final Receiver receiver;
    private long dueAtMillis;
    private int slot;
    private boolean begun;

    private Line(String orderKey, Receiver receiver) {
      this.orderKey = orderKey;
      this.receiver = receiver;
    }
  }

  /** Somebody whom several order keys go to. */
  private static final class Receiver {
    private final String name;
    private final Deque<Line> ready = new ArrayDeque<>();
    private int lines;
    private int underWay;
    private int width = 1;
    private boolean inTurn;

    private Receiver(String name) {
      this.name = name;
    }
  }

  private static final Comparator<Line> DUE =
      Comparator.<Line>comparingLong(line -> line.dueAtMillis).thenComparingInt(line -> line.slot);

  private final int widthMax;
  private final Map<String, Line> lines = new HashMap<>();
  private final Map<String, Receiver> receivers = new HashMap<>();
  private final PriorityQueue<Line> timed = new PriorityQueue<>(DUE);
  private final Deque<Receiver> turns = new ArrayDeque<>();

  /**
   * @param widthMax how many attempts one receiver may be given at once
   */
  DeliveryPlan(int widthMax) {
    this.widthMax = widthMax;
  }

  /** Whether an order key is in the plan, be it waiting or begun. */
  boolean has(String orderKey) {
    return lines.containsKey(orderKey);
  }

  /**
   * Takes in an order key.
   *
   * @param slot where its first entry lies; earlier ones are due first at the same time
   */
  void add(String orderKey, String receiver, long dueAtMillis, int slot) {
    Receiver to = receivers.computeIfAbsent(receiver, Receiver::new);
    Line line = new Line(orderKey, to);
    if (lines.putIfAbsent(orderKey, line) != null) {
      throw new IllegalStateException("the order key " + orderKey + " is planned already");
    }
    to.lines++;
    wait(line, dueAtMillis, slot);
  }

  private void wait(Line line, long dueAtMillis, int slot) {
    line.begun = false;
    line.dueAtMillis = dueAtMillis;
    line.slot = slot;
    timed.add(line);
  }

  /** The order key whose turn it is; it is begun with this. Null when nothing may begin now. */
  @Nullable String begin(long nowMillis) {
    for (Line line = timed.peek();
        line != null && line.dueAtMillis <= nowMillis;
        line = timed.peek()) {
      timed.remove();
      line.receiver.ready.add(line);
      takeTurn(line.receiver);
    }
    Receiver receiver = turns.poll();
    if (receiver == null) {
      return null;
    }
    receiver.inTurn = false;
    Line line = receiver.ready.remove();
    line.begun = true;
    receiver.underWay++;
    takeTurn(receiver);
    return line.orderKey;
  }

  private void takeTurn(Receiver receiver) {
    if (!receiver.inTurn && receiver.underWay < receiver.width && !receiver.ready.isEmpty()) {
      receiver.inTurn = true;
      turns.add(receiver);
    }
  }

  /** Hears that an attempt has ended; its order key stays begun until its close is committed. */
  void ended(String orderKey, boolean receiverFailed) {
    Receiver receiver = begun(orderKey).receiver;
    receiver.underWay--;
    receiver.width =
        receiverFailed ? Math.max(1, receiver.width / 2) : Math.min(widthMax, receiver.width + 1);
    takeTurn(receiver);
  }

  /** Lets a begun order key wait for its next entry, or for another attempt at the same one. */
  void goOn(String orderKey, long dueAtMillis, int slot) {
    wait(begun(orderKey), dueAtMillis, slot);
  }

  /** Forgets a begun order key that has nothing to deliver any more. */
  void done(String orderKey) {
    Receiver receiver = begun(orderKey).receiver;
    lines.remove(orderKey);
    if (--receiver.lines == 0) {
      receivers.remove(receiver.name);
    }
  }

  private Line begun(String orderKey) {
    Line line = lines.get(orderKey);
    if (line == null || !line.begun) {
      throw new IllegalStateException("the order key " + orderKey + " is not begun");
    }
    return line;
  }

  /** Forgets all that waits, so that it can be taken in anew; what is begun stays. */
  void forgetWaiting() {
    timed.clear();
    turns.clear();
    lines
        .values()
        .removeIf(line -> {
          if (!line.begun) {
            line.receiver.lines--;
          }
          return !line.begun;
        });
    receivers
        .values()
        .removeIf(receiver -> {
          receiver.ready.clear();
          receiver.inTurn = false;
          return receiver.lines == 0;
        });
  }
}
