package dev.trestle.domain.record;

import dev.trestle.domain.codec.Document;
import dev.trestle.sdk.record.RecordType.IndexKind;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The definition of a table of a plugin's records, as data: with it the desk keeps the table's
 * indexes without the plugin.
 *
 * @param name of the plugin and the record type, with a dot between them; unique
 * @param ofTicket whether its records are at most one for each ticket, under the ticket's id
 * @param shape the newest shape its records have
 * @param texts by what of its records tickets are found in searches
 */
public record PluginTable(
    UUID id,
    int version,
    String name,
    String pluginId,
    boolean ofTicket,
    int shape,
    List<Index> indexes,
    List<Text> texts,
    Document extra)
    implements Stored {
  public PluginTable {
    indexes = List.copyOf(indexes);
    texts = List.copyOf(texts);
  }

  /** One by whose records nothing is searched. */
  public PluginTable(
      UUID id,
      int version,
      String name,
      String pluginId,
      boolean ofTicket,
      int shape,
      List<Index> indexes,
      Document extra) {
    this(id, version, name, pluginId, ofTicket, shape, indexes, List.of(), extra);
  }

  /** Whether the table's records lie and are found in the same way. */
  public boolean sameIndexes(PluginTable other) {
    return ofTicket == other.ofTicket && indexes.equals(other.indexes);
  }

  /**
   * One index.
   *
   * @param code the problem code when a second record of a key is refused; empty unless unique
   */
  public record Index(String name, IndexKind kind, String code, List<Part> parts) {
    public Index {
      parts = List.copyOf(parts);
    }
  }

  /**
   * One field of an index.
   *
   * @param unwritten what the field is when it is not there
   * @param constants the names of an enum in their order; empty for all other fields
   */
  public record Part(String field, @Nullable Object unwritten, List<String> constants) {
    public Part {
      constants = List.copyOf(constants);
    }
  }

  /**
   * One text, or list of texts, of a ticket that searches find.
   *
   * @param name what the plugin calls it
   * @param field of the records
   */
  public record Text(String name, String field) {}
}
