package dev.trestle.domain.record;

import dev.trestle.domain.codec.Document;
import java.util.UUID;

/**
 * How far one reaction of a plugin has come: it is done with everything up to this entry of this
 * commit.
 *
 * @param reaction unique for the plugin
 * @param ordinal the place among the commit's entries; {@link #WHOLE} when all of them are done
 */
public record PluginCursor(
    UUID id,
    int version,
    String pluginId,
    String reaction,
    long sequence,
    int ordinal,
    long updatedAtMillis,
    Document extra)
    implements Stored {
  /** Behind the last entry of any commit. */
  public static final int WHOLE = Integer.MAX_VALUE;
}
