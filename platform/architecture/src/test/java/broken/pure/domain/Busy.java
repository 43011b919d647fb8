package broken.pure.domain;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;

/** Knows files, locks and threads; character sets are harmless. */
final class Busy {
  final Path path = Path.of("x");
  final ReentrantLock lock = new ReentrantLock();
  final Thread thread = Thread.ofVirtual().unstarted(() -> {});
  final byte[] bytes = "x".getBytes(StandardCharsets.UTF_8);
}
