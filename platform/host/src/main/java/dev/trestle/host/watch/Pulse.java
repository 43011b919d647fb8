package dev.trestle.host.watch;

import org.jspecify.annotations.Nullable;

/**
 * What the code of plugins is made to call while its classes are defined: around the initializer of
 * each class, at the entry of each method, at each turn of a loop, before each call to the SDK, and
 * before each larger array. While nobody is condemned, a beat is one read and one branch.
 *
 * <p>Public because plugin classes are linked to it; their sources cannot name it.
 */
public final class Pulse {
  /** Arrays of fewer elements are not counted; whoever makes many of them, fills the heap. */
  private static final int LARGE = 1 << 12;

  private static volatile boolean alarm;

  private static final ThreadLocal<Innermost> MINE = ThreadLocal.withInitial(Innermost::new);

  /** The innermost call of one thread. */
  static final class Innermost {
    @Nullable Call call;

    /** How many initializers of classes this thread is in. */
    int initializers;
  }

  private Pulse() {}

  /** Throws when this thread's call, or one around it, was condemned. */
  public static void beat() {
    if (alarm) {
      stopWhenCondemned();
    }
  }

  /**
   * Called where the initializer of a class begins: a call that only took too long is stopped
   * behind it, so that the class can be used by the next one.
   */
  public static void initializing() {
    MINE.get().initializers++;
  }

  /** Called where the initializer of a class ends, also by throwing. */
  public static void initialized() {
    MINE.get().initializers--;
  }

  /**
   * Counts an array that is about to be made.
   *
   * @param length perhaps negative
   * @return the length
   */
  public static int array(int length, int elementBytes) {
    if (length > LARGE) {
      count((long) length * elementBytes);
    }
    return length;
  }

  /** The product so far, times another length; no overflow wraps it back to something small. */
  public static long times(long product, int length) {
    return length <= 0
        ? 0
        : product > Long.MAX_VALUE / 16 / length ? Long.MAX_VALUE / 16 : product * length;
  }

  /** Counts an array of arrays that is about to be made. */
  public static void volume(long elements, int elementBytes) {
    if (elements > LARGE) {
      count(elements * elementBytes);
    }
  }

  static Innermost mine() {
    return MINE.get();
  }

  static void alarm(boolean on) {
    alarm = on;
  }

  private static void count(long bytes) {
    Call call = MINE.get().call;
    if (call != null) {
      call.account(bytes);
      stopWhenCondemned();
    }
  }

  private static void stopWhenCondemned() {
    Innermost mine = MINE.get();
    boolean initializing = mine.initializers > 0;
    for (Call call = mine.call; call != null; call = call.outer) {
      Call.Sentence sentence = call.sentence();
      if (sentence != null && !(initializing && call.mayInitialize())) {
        throw new PluginStopped(sentence.reason());
      }
    }
    if (Thread.currentThread().getContextClassLoader() instanceof Abandonable home
        && home.abandoned()) {
      throw new PluginStopped("its plugin was closed");
    }
  }
}
