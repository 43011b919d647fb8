package dev.trestle.benchmarks.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Refuses answers that are not what a scenario asked for: all by status and size, some by content.
 */
public final class AnswerCheck {
  private static final byte[] ERRORS = "\"errors\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] USER_ERROR = "\"userErrors\":[{".getBytes(StandardCharsets.US_ASCII);

  private final int sizeMin;
  private final int sampleEvery;
  private long seen;

  /**
   * @param sizeMin the smallest body a right answer has
   * @param sampleEvery one of so many answers is searched for errors
   */
  public AnswerCheck(int sizeMin, int sampleEvery) {
    this.sizeMin = sizeMin;
    this.sampleEvery = sampleEvery;
  }

  void check(int status, ByteBuffer answer, int from, int to) {
    boolean sampled = seen++ % sampleEvery == 0;
    if (status != 200
        || to - from < sizeMin
        || (sampled
            && (contains(answer, from, to, ERRORS) || contains(answer, from, to, USER_ERROR)))) {
      byte[] body = new byte[Math.min(to - from, 2_000)];
      answer.get(from, body);
      throw new IllegalStateException(
          "wrong answer: status "
              + status
              + ", "
              + (to - from)
              + " bytes: "
              + new String(body, StandardCharsets.UTF_8));
    }
  }

  private static boolean contains(ByteBuffer buffer, int from, int to, byte[] wanted) {
    for (int i = from; i <= to - wanted.length; i++) {
      int j = 0;
      while (j < wanted.length && buffer.get(i + j) == wanted[j]) {
        j++;
      }
      if (j == wanted.length) {
        return true;
      }
    }
    return false;
  }
}
