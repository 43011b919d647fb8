package dev.trestle.store.graph;

import dev.trestle.domain.codec.Document;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * What one checkpoint stands for: the log's place, the kernel's own values, and how many and which
 * pages belong to it.
 */
record GraphState(
    long sequence,
    byte[] chainHash,
    Document meta,
    Map<String, Long> pageCounts,
    long fingerprint) {
  static final GraphState EMPTY = new GraphState(0, new byte[0], Document.empty(), Map.of(), 0);

  private static final String PLACE = "state";

  byte[] frame() {
    Document document =
        Document.builder()
            .put("sequence", sequence)
            .put("chain", chainHash)
            .put("meta", meta)
            .put("pages", Document.of(new TreeMap<>(pageCounts)))
            .put("fingerprint", fingerprint)
            .build();
    return PageFrame.pack(PLACE, 0, sequence, document.encode());
  }

  /** Throws some runtime exception when the frame is not a state. */
  static GraphState read(byte[] frame) {
    String finding = PageFrame.finding(PLACE, 0, frame);
    if (finding != null) {
      throw new IllegalStateException(finding);
    }
    Document document = Document.decode(PageFrame.page(frame));
    SequencedMap<String, Long> counts = new LinkedHashMap<>();
    required(document, "pages", Document.class)
        .fields()
        .forEach((name, count) -> counts.put(name, (Long) count));
    return new GraphState(
        required(document, "sequence", Long.class),
        required(document, "chain", byte[].class),
        required(document, "meta", Document.class),
        counts,
        required(document, "fingerprint", Long.class));
  }

  private static <T> T required(Document document, String name, Class<T> type) {
    Object value = document.get(name);
    if (!type.isInstance(value)) {
      throw new IllegalStateException("the state has no " + name);
    }
    return type.cast(value);
  }
}
