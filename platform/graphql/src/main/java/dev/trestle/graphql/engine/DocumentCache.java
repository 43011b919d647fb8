package dev.trestle.graphql.engine;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Admitted documents by their text, bounded by approximate heap. Reading takes no lock; when the
 * cache is full, documents not asked for since the last round are dropped first.
 */
final class DocumentCache {
  /** Heap per character of a document with its syntax tree and plan, measured roughly. */
  private static final int BYTES_PER_CHAR = 150;

  private static final class Entry {
    final AdmittedDocument document;
    final long bytes;
    volatile boolean asked = true;

    Entry(AdmittedDocument document, long bytes) {
      this.document = document;
      this.bytes = bytes;
    }
  }

  private final long maxBytes;
  private final ConcurrentHashMap<String, Entry> entries = new ConcurrentHashMap<>();
  private final ReentrantLock admission = new ReentrantLock();
  private long bytes;

  DocumentCache(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  @Nullable AdmittedDocument find(String text) {
    Entry entry = entries.get(text);
    if (entry == null) {
      return null;
    }
    if (!entry.asked) {
      entry.asked = true;
    }
    return entry.document;
  }

  void put(String text, AdmittedDocument document) {
    long size = 2_000L + (long) text.length() * BYTES_PER_CHAR;
    if (size > maxBytes / 4) {
      return;
    }
    admission.lock();
    try {
      if (bytes + size > maxBytes) {
        makeRoom(size, false);
        makeRoom(size, true);
      }
      if (entries.putIfAbsent(text, new Entry(document, size)) == null) {
        bytes += size;
      }
    } finally {
      admission.unlock();
    }
  }

  int size() {
    return entries.size();
  }

  private void makeRoom(long size, boolean evenAsked) {
    Iterator<Map.Entry<String, Entry>> all = entries.entrySet().iterator();
    while (all.hasNext() && bytes + size > maxBytes) {
      Entry entry = all.next().getValue();
      if (entry.asked && !evenAsked) {
        entry.asked = false;
      } else {
        all.remove();
        bytes -= entry.bytes;
      }
    }
  }
}
