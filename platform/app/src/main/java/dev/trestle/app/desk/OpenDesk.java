package dev.trestle.app.desk;

import dev.trestle.domain.codec.CodecException;
import dev.trestle.domain.graph.GraphDamaged;
import dev.trestle.domain.graph.GraphException;
import dev.trestle.domain.graph.GraphStore;
import dev.trestle.store.graph.PageGraph;
import dev.trestle.store.kernel.DeskOptions;
import dev.trestle.store.kernel.LocalDesk;
import dev.trestle.store.log.LocalCommitLog;
import dev.trestle.store.log.LogOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log, the graph and the desk over them; a graph that cannot be trusted is built anew. */
public final class OpenDesk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OpenDesk.class);

  private final GraphStore graph;
  private final LocalCommitLog log;
  private final LocalDesk desk;

  private OpenDesk(GraphStore graph, LocalCommitLog log, LocalDesk desk) {
    this.graph = graph;
    this.log = log;
    this.desk = desk;
  }

  public static OpenDesk open(DataFolder folder, DeskOptions options) throws IOException {
    GraphStore graph = graph(folder);
    LocalCommitLog log = null;
    try {
      log =
          LocalCommitLog.open(
              folder.log(), LogOptions.standard().knownDurableSequence(graph.appliedSequence()));
      if (!ofThisLog(graph, log)) {
        LOG.warn("The object graph does not belong to this log; it is built anew.");
        graph = anew(folder, graph);
      }
      try {
        return new OpenDesk(graph, log, LocalDesk.open(options, log, graph));
      } catch (GraphDamaged | CodecException damaged) {
        LOG.warn("{} It is built anew from the log.", damaged.getMessage());
        graph = anew(folder, graph);
        return new OpenDesk(graph, log, LocalDesk.open(options, log, graph));
      }
    } catch (IOException | RuntimeException failed) {
      close(graph);
      if (log != null) {
        log.close();
      }
      throw failed;
    }
  }

  private static boolean ofThisLog(GraphStore graph, LocalCommitLog log) {
    long applied = graph.appliedSequence();
    return applied == 0
        || (applied <= log.durableSequence()
            && Arrays.equals(graph.chainHash(), log.read(applied).chainHash()));
  }

  private static GraphStore graph(DataFolder folder) throws IOException {
    if (!Files.isDirectory(folder.graph())) {
      return new LateGraph(() -> PageGraph.open(folder.graph()));
    }
    try {
      return PageGraph.open(folder.graph());
    } catch (GraphDamaged damaged) {
      LOG.warn("{} It is built anew from the log.", damaged.getMessage());
      PageGraph.discard(folder.graph());
      return graph(folder);
    }
  }

  private static void close(GraphStore graph) {
    try {
      graph.close();
    } catch (GraphException trouble) {
      LOG.warn("The object graph could not be closed in good order.", trouble);
    }
  }

  private static GraphStore anew(DataFolder folder, GraphStore old) throws IOException {
    close(old);
    PageGraph.discard(folder.graph());
    return graph(folder);
  }

  public LocalDesk desk() {
    return desk;
  }

  public LocalCommitLog log() {
    return log;
  }

  @Override
  public void close() {
    desk.close();
    close(graph);
  }
}
