package dev.trestle.host.code;

import dev.trestle.host.watch.Tamed;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What becomes of calls to the Java platform that could do harm as they are. */
final class PlatformCalls {
  static final ClassDesc TAMED = ClassDesc.of(Tamed.class.getName());

  private static final String STRING = "java/lang/String.";

  /** Those whose last argument is the length of something, by the bytes that one of it takes. */
  private static final Map<String, Integer> SIZED =
      Map.of(
          STRING + "repeat(I)Ljava/lang/String;",
          8,
          "java/lang/StringBuilder.<init>(I)V",
          1,
          "java/lang/StringBuilder.setLength(I)V",
          1,
          "java/lang/StringBuilder.ensureCapacity(I)V",
          1,
          "java/util/ArrayList.<init>(I)V",
          4,
          "java/util/ArrayList.ensureCapacity(I)V",
          4,
          "java/io/ByteArrayOutputStream.<init>(I)V",
          1,
          "java/nio/ByteBuffer.allocate(I)Ljava/nio/ByteBuffer;",
          1,
          "java/math/BigInteger.shiftLeft(I)Ljava/math/BigInteger;",
          1,
          "java/math/BigInteger.pow(I)Ljava/math/BigInteger;",
          8);

  private static final int COPIED_ELEMENT_BYTES = 8;

  /** Those that {@link Tamed} has under the same name, with the object as first parameter. */
  private static final Set<String> TAMED_CALLS =
      Set.of(
          STRING + "matches(Ljava/lang/String;)Z",
          STRING + "replaceAll(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/String;",
          STRING + "replaceFirst(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/String;",
          STRING + "split(Ljava/lang/String;)[Ljava/lang/String;",
          STRING + "split(Ljava/lang/String;I)[Ljava/lang/String;",
          "java/lang/Class.getResourceAsStream(Ljava/lang/String;)Ljava/io/InputStream;");

  private static final String INTERRUPT = "java/lang/Thread.interrupt()V";

  private static final String MATCHER =
      "java/util/regex/Pattern.matcher(Ljava/lang/CharSequence;)Ljava/util/regex/Matcher;";

  private final boolean mayHaveThreads;

  PlatformCalls(boolean mayHaveThreads) {
    this.mayHaveThreads = mayHaveThreads;
  }

  /** The bytes that one element of the length on the stack takes; null for other calls. */
  @Nullable Integer sized(InvokeInstruction call) {
    if (call.owner().asInternalName().equals("java/util/Arrays")
        && call.name().equalsString("copyOf")
        && call.type().stringValue().contains("I)")) {
      return COPIED_ELEMENT_BYTES;
    }
    return SIZED.get(key(call));
  }

  boolean tamed(InvokeInstruction call) {
    String key = key(call);
    return TAMED_CALLS.contains(key) || !mayHaveThreads && key.equals(INTERRUPT);
  }

  /** Whether the text on the stack is to be read by a regular expression. */
  boolean matches(InvokeInstruction call) {
    return key(call).equals(MATCHER);
  }

  /** Whether the flag on the stack lets the platform run it on threads of its own. */
  boolean mayRunParallel(InvokeInstruction call) {
    return !mayHaveThreads
        && call.owner().asInternalName().equals("java/util/stream/StreamSupport")
        && call.type().stringValue().contains("Z)");
  }

  private static String key(InvokeInstruction call) {
    return call.owner().asInternalName()
        + "."
        + call.name().stringValue()
        + call.type().stringValue();
  }
}
