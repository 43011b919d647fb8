package dev.trestle.search;

import dev.trestle.domain.search.SearchUnavailable;
import dev.trestle.domain.search.SearchUpdate;
import dev.trestle.domain.search.SearchUpdate.PutMessage;
import dev.trestle.domain.search.SearchUpdate.PutTicket;
import dev.trestle.domain.search.SearchUpdate.RemoveMessage;
import dev.trestle.domain.search.SearchUpdate.RemoveTicket;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The writing side: takes changes in order and commits them with their sequence number. */
final class IndexFeed {
  private static final Logger LOG = LoggerFactory.getLogger(IndexFeed.class);

  /**
   * Parts up to this size, which the directory keeps in memory until a commit, are written as one
   * file, so that the commit forces few; larger ones as they are.
   */
  static final double COMPOUND_MEGABYTES = 4;

  /** What is gathered on the heap takes about a third of it as a part of the index. */
  private static final long COMPOUND_HEAP_BYTES = 12L << 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition fed = lock.newCondition();
  private final ReentrantLock commitLock = new ReentrantLock();
  private final DocumentMaker documents;
  private final IndexWriter writer;
  private final Rush rush;
  private boolean releasesAfterFlush;
  private volatile int languagesSeen;
  private volatile long indexed;
  private volatile long committed;
  private volatile long refused;
  private volatile @Nullable Throwable failure;

  /**
   * @param mergedBytes counts what merges write
   * @param rush is told how long feeding takes
   */
  IndexFeed(IndexFolder.Opened opened, SearchSettings settings, AtomicLong mergedBytes, Rush rush)
      throws IOException {
    this.rush = rush;
    this.documents = new DocumentMaker(settings.fallback(), opened.languagesSeen());
    this.languagesSeen = opened.languagesSeen();
    this.indexed = opened.sequence();
    this.committed = opened.sequence();
    IndexWriterConfig config =
        new IndexWriterConfig()
            .setRAMBufferSizeMB(settings.bufferMegabytes())
            .setMergePolicy(QuietMerges.policy(COMPOUND_MEGABYTES))
            .setMergeScheduler(new QuietMerges(mergedBytes, rush, QuietMerges.LARGE_BYTES))
            .setCommitOnClose(false);
    this.writer =
        new IndexWriter(opened.directory(), config) {
          // Commits hold the lock only until it is settled what belongs to them, not while the disk
          // works, so that the feeder goes on meanwhile.
          @Override
          protected void doAfterFlush() {
            if (lock.isHeldByCurrentThread() && releasesAfterFlush) {
              releasesAfterFlush = false; // The next flush may be the feeder's own.
              lock.unlock();
            }
          }
        };
  }

  IndexWriter writer() {
    return writer;
  }

  int languagesSeen() {
    return languagesSeen;
  }

  long indexed() {
    return indexed;
  }

  long committed() {
    return committed;
  }

  long refused() {
    return refused;
  }

  @Nullable Throwable failure() {
    Throwable known = failure;
    return known != null ? known : writer.getTragicException();
  }

  void apply(long after, long sequence, List<SearchUpdate> updates) {
    lock.lock();
    try {
      long started = rush.now();
      requireSound();
      if (sequence <= indexed) {
        return;
      }
      if (after > indexed) {
        throw new SearchUnavailable(
            SearchUnavailable.Reason.GAP,
            "The index holds entries up to " + indexed + ", but was fed from behind " + after,
            null);
      }
      for (SearchUpdate update : updates) {
        write(update);
      }
      languagesSeen = documents.languagesSeen();
      indexed = sequence;
      writer.getConfig().setUseCompoundFile(writer.ramBytesUsed() < COMPOUND_HEAP_BYTES);
      fed.signalAll();
      rush.fedSince(started);
    } catch (IOException | AlreadyClosedException e) {
      throw failed(e);
    } finally {
      lock.unlock();
    }
  }

  private void write(SearchUpdate update) throws IOException {
    try {
      switch (update) {
        case PutTicket ticket -> {
          if (ticket.fresh()) {
            writer.addDocument(documents.ticket(ticket));
          } else {
            Term id = new Term(Fields.ID, DocumentMaker.ticketTerm(ticket.id()));
            writer.updateDocument(id, documents.ticket(ticket));
          }
        }
        case PutMessage message -> {
          if (message.fresh()) {
            writer.addDocument(documents.message(message));
          } else {
            writer.updateDocument(
                messageId(message.ticketId(), message.ordinal()), documents.message(message));
          }
        }
        case RemoveTicket(var id) ->
            writer.deleteDocuments(
                new PrefixQuery(new Term(Fields.ID, DocumentMaker.ticketTerm(id))));
        case RemoveMessage(var ticketId, var ordinal) ->
            writer.deleteDocuments(messageId(ticketId, ordinal));
      }
    } catch (IllegalArgumentException e) {
      // One document that Lucene cannot hold must not stop all others behind it.
      refused++;
      LOG.error("The search index refused a document and goes on without it", e);
    }
  }

  private static Term messageId(UUID ticketId, int ordinal) {
    return new Term(Fields.ID, DocumentMaker.messageTerm(ticketId, ordinal));
  }

  /** Waits until the entry has been fed; false when the time is up. */
  boolean awaitFed(long sequence, long millis) {
    if (indexed >= sequence) {
      return true;
    }
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(millis);
      while (indexed < sequence) {
        requireSound();
        if (left <= 0) {
          return false;
        }
        left = fed.awaitNanos(left);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  long commit() {
    commitLock.lock();
    try {
      long sequence = prepare();
      if (sequence > committed) {
        writer.commit();
        committed = sequence;
      }
      return sequence;
    } catch (IOException | AlreadyClosedException e) {
      throw failed(e);
    } finally {
      commitLock.unlock();
    }
  }

  private long prepare() throws IOException {
    lock.lock();
    try {
      requireSound();
      long sequence = indexed;
      if (sequence > committed) {
        writer.setLiveCommitData(
            Map.of(
                    IndexFolder.SEQUENCE, Long.toString(sequence),
                    IndexFolder.LANGUAGES, Integer.toString(languagesSeen),
                    IndexFolder.FORMAT, Fields.FORMAT)
                .entrySet());
        releasesAfterFlush = true;
        writer.prepareCommit();
      }
      return sequence;
    } finally {
      if (lock.isHeldByCurrentThread()) {
        releasesAfterFlush = false;
        lock.unlock();
      }
    }
  }

  SearchUnavailable failed(Throwable cause) {
    Throwable tragic = writer.getTragicException();
    Throwable root = tragic != null ? tragic : cause;
    if (failure == null) {
      failure = root;
      LOG.error("Indexing stopped; searches go on from what is indexed", root);
    }
    return new SearchUnavailable(
        SearchUnavailable.Reason.INDEXING_FAILED, "Indexing stopped: " + root.getMessage(), root);
  }

  void requireSound() {
    Throwable cause = failure();
    if (cause != null) {
      throw failed(cause);
    }
  }

  /** Closes the writer; what was not committed is given up. */
  void close() throws IOException {
    lock.lock();
    try {
      writer.rollback();
    } finally {
      fed.signalAll();
      lock.unlock();
    }
  }
}
