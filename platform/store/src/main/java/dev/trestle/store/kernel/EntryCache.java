package dev.trestle.store.kernel;

import dev.trestle.domain.event.Event;
import dev.trestle.domain.event.Message;
import dev.trestle.domain.event.TimelineEntry;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Timeline entries read lately. Two generations: when the young one is full it becomes the old one,
 * and what nobody asks for again goes with the next change.
 */
final class EntryCache {
  private static final int OVERHEAD_BYTES = 300;

  private final long youngBytesMax;
  private final AtomicLong youngBytes = new AtomicLong();
  private volatile ConcurrentHashMap<Long, TimelineEntry> young = new ConcurrentHashMap<>();
  private volatile ConcurrentHashMap<Long, TimelineEntry> old = new ConcurrentHashMap<>();

  EntryCache(long bytesMax) {
    this.youngBytesMax = Math.max(1, bytesMax / 2);
  }

  @Nullable TimelineEntry get(long address) {
    TimelineEntry found = young.get(address);
    if (found == null) {
      found = old.get(address);
      if (found != null) {
        put(address, found);
      }
    }
    return found;
  }

  void put(long address, TimelineEntry entry) {
    if (young.put(address, entry) == null && youngBytes.addAndGet(weight(entry)) > youngBytesMax) {
      turn();
    }
  }

  private synchronized void turn() {
    if (youngBytes.get() > youngBytesMax) {
      old = young;
      young = new ConcurrentHashMap<>();
      youngBytes.set(0);
    }
  }

  private static long weight(TimelineEntry entry) {
    return switch (entry) {
      case Message message -> OVERHEAD_BYTES + 2L * message.text().length();
      case Event event -> {
        long bytes = OVERHEAD_BYTES;
        for (Event.Change change : event.changes()) {
          bytes += 150L + 2L * (length(change.before()) + length(change.after()));
        }
        yield bytes;
      }
    };
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }
}
