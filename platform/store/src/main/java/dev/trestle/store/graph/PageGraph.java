package dev.trestle.store.graph;

import dev.trestle.domain.codec.CodecException;
import dev.trestle.domain.codec.Document;
import dev.trestle.domain.graph.DirtyPage;
import dev.trestle.domain.graph.GraphDamaged;
import dev.trestle.domain.graph.GraphStore;
import dev.trestle.domain.graph.GraphUnavailable;
import dev.trestle.domain.graph.PageConsumer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.eclipse.serializer.persistence.types.Storer;
import org.jspecify.annotations.Nullable;

/** The object graph in a directory of Eclipse Store. The caller keeps other processes out. */
public final class PageGraph implements GraphStore {
  /** A checkpoint above this is several commits; a crash between them costs a rebuild, no data. */
  private static final long COMMIT_BYTES_MAX = 128L << 20;

  private static final int GROUPS_PER_CACHE_DROP = 64;

  private final Path directory;
  private final GraphStorage storage;
  private final GraphRoot root;
  private final SequencedMap<String, GraphTable> tables = new LinkedHashMap<>();
  private final Map<String, Long> pageCounts = new LinkedHashMap<>();
  private GraphState state;
  private boolean loadable = true;
  private boolean broken;

  private PageGraph(Path directory, GraphStorage storage, GraphRoot root, GraphState state) {
    this.directory = directory;
    this.storage = storage;
    this.root = root;
    this.state = state;
    this.pageCounts.putAll(state.pageCounts());
    for (GraphTable table = root.firstTable; table != null; table = table.next) {
      tables.put(table.name, table);
    }
  }

  /** Opens the graph, or begins an empty one in a missing or empty directory. */
  public static PageGraph open(Path directory) {
    GraphStorage storage = null;
    try {
      Files.createDirectories(directory);
      long committed = TransactionsFile.prepare(directory);
      if (Files.exists(directory.resolve("channel_0"))) {
        DataFiles.check(directory, committed);
      }
      storage = GraphStorage.start(directory);
      GraphRoot root = (GraphRoot) storage.manager().root();
      if (root == null) {
        root = new GraphRoot();
        root.state.content = GraphState.EMPTY.frame();
        storage.manager().setRoot(root);
        storage.manager().storeRoot();
      }
      GraphState state = GraphState.read(root.state.required());
      root.state.content = null;
      return new PageGraph(directory, storage, root, state);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException | OutOfMemoryError | LinkageError | StackOverflowError e) {
      // Damaged bytes surface in Eclipse Store as anything: missing types, wild sizes, wrong casts.
      if (storage != null) {
        storage.close();
      }
      throw new GraphDamaged(directory.toString(), "it cannot be opened: " + e, e);
    }
  }

  /** Moves a damaged graph out of the way, beside its place, and deletes the one before it. */
  public static void discard(Path directory) throws IOException {
    Discarded.moveAside(directory);
  }

  @Override
  public long appliedSequence() {
    return state.sequence();
  }

  @Override
  public byte[] chainHash() {
    return state.chainHash().clone();
  }

  @Override
  public Document meta() {
    return state.meta();
  }

  @Override
  public synchronized void load(PageConsumer consumer) {
    if (!loadable) {
      throw new IllegalStateException("pages were handed out or written already");
    }
    loadable = false;
    Loading loading = new Loading(consumer);
    for (GraphTable table : tables.values()) {
      loading.table(table);
    }
    loading.finish();
  }

  @Override
  public synchronized void checkpoint(
      long appliedSequence, byte[] chainHash, Document meta, List<DirtyPage> pages) {
    if (broken) {
      throw new GraphUnavailable(directory.toString(), "an earlier checkpoint failed", null);
    }
    if (appliedSequence < state.sequence()) {
      throw new IllegalArgumentException(
          "checkpoint " + appliedSequence + " after " + state.sequence());
    }
    if (loadable && !tables.isEmpty()) {
      throw new IllegalStateException("the pages must be loaded before some are replaced");
    }
    loadable = false;
    try {
      Batch batch = new Batch(appliedSequence, state.fingerprint());
      for (DirtyPage page : pages) {
        if (batch.bytes > COMMIT_BYTES_MAX) {
          batch.commit(null);
          batch = new Batch(appliedSequence, batch.fingerprint);
        }
        batch.put(page);
      }
      GraphState next =
          new GraphState(
              appliedSequence, chainHash.clone(), meta, Map.copyOf(pageCounts), batch.fingerprint);
      batch.commit(next);
      state = next;
    } catch (RuntimeException | OutOfMemoryError e) {
      broken = true;
      throw new GraphUnavailable(directory.toString(), e.toString(), e);
    }
  }

  /** Closes the gaps that replaced pages left in the files, without a limit of time. */
  public void compact() {
    storage.closeGaps();
  }

  int forces() {
    return storage.forces();
  }

  @Override
  public void close() {
    storage.close();
  }

  private GraphTable table(String name, GraphTable.Changes changes) {
    GraphTable known = tables.get(name);
    if (known != null) {
      return known;
    }
    GraphTable table = new GraphTable(name);
    if (tables.isEmpty()) {
      root.firstTable = table;
      changes.changed(root);
    } else {
      GraphTable last = tables.lastEntry().getValue();
      last.next = table;
      changes.changed(last);
    }
    tables.put(name, table);
    return table;
  }

  /** The pages of one commit. Objects are stored only once all changes to them are made. */
  private final class Batch implements GraphTable.Changes {
    private final long sequence;
    private final Set<Object> changed = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Frame> frames = new ArrayList<>();
    private long fingerprint;
    private long bytes;

    Batch(long sequence, long fingerprint) {
      this.sequence = sequence;
      this.fingerprint = fingerprint;
    }

    @Override
    public void changed(Object stored) {
      changed.add(stored);
    }

    void put(DirtyPage page) {
      Frame frame = table(page.table(), this).frame(page.pageIndex(), this);
      if (frame.stamp == 0) {
        pageCounts.merge(page.table(), 1L, Long::sum);
      }
      byte[] content = PageFrame.pack(page.table(), page.pageIndex(), sequence, page.bytes());
      long stamp = PageFrame.stamp(content, page.pageIndex());
      fingerprint += stamp - frame.stamp;
      frame.stamp = stamp;
      frame.content = content;
      frames.add(frame);
      changed.add(frame);
      bytes += content.length;
    }

    void commit(@Nullable GraphState next) {
      if (next != null) {
        root.state.content = next.frame();
        changed.add(root.state);
      }
      Storer storer = storage.manager().createLazyStorer();
      changed.forEach(storer::store);
      storer.commit();
      frames.forEach(frame -> frame.content = null);
      root.state.content = null;
    }
  }

  /** Hands out pages and checks that together they are what the state says. */
  private final class Loading implements GraphTable.Visitor {
    private final PageConsumer consumer;
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private String table = "";
    private long fingerprint;
    private long count;
    private int groups;

    Loading(PageConsumer consumer) {
      this.consumer = consumer;
    }

    void table(GraphTable next) {
      table = next.name;
      count = 0;
      try {
        next.visit(this);
      } catch (ConsumerFailed failed) {
        throw failed.original;
      } catch (GraphDamaged damaged) {
        throw damaged;
      } catch (RuntimeException | OutOfMemoryError | LinkageError | StackOverflowError e) {
        throw new GraphDamaged(directory.toString(), "table " + table + ": " + e, e);
      }
      counts.put(table, count);
    }

    @Override
    public void frame(int pageIndex, Frame frame) {
      byte[] content = frame.required();
      frame.content = null;
      String finding = PageFrame.finding(table, pageIndex, content);
      if (finding != null) {
        throw new GraphDamaged(directory.toString(), finding, null);
      }
      frame.stamp = PageFrame.stamp(content, pageIndex);
      fingerprint += frame.stamp;
      count++;
      try {
        consumer.page(table, pageIndex, PageFrame.page(content));
      } catch (CodecException unreadable) {
        throw unreadable; // A page that is whole but holds no records is damage as well.
      } catch (RuntimeException e) {
        throw new ConsumerFailed(e);
      }
    }

    @Override
    public void groupDone() {
      if (++groups % GROUPS_PER_CACHE_DROP == 0) {
        storage.dropCache();
      }
    }

    void finish() {
      storage.dropCache();
      if (!counts.equals(pageCounts) || fingerprint != state.fingerprint()) {
        throw new GraphDamaged(
            directory.toString(), "its pages are not those of entry " + state.sequence(), null);
      }
    }
  }

  /** Carries the consumer's own failure past the place where failures mean damage. */
  private static final class ConsumerFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final RuntimeException original;

    ConsumerFailed(RuntimeException original) {
      super(original);
      this.original = original;
    }
  }
}
