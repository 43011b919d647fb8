package dev.trestle.domain.codec;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Names of fields that are read together, prepared for finding them among a record's. */
public final class FieldSelection {
  private final String[] names;
  private final byte[][] encoded;
  // Which of the names is the well-known one of a place.
  private final @Nullable String[] byPlace = new String[FieldNames.count()];

  private FieldSelection(String[] names) {
    this.names = names;
    this.encoded = new byte[names.length][];
    for (int i = 0; i < names.length; i++) {
      encoded[i] = names[i].getBytes(StandardCharsets.UTF_8);
      int place = FieldNames.place(names[i]);
      if (place >= 0) {
        byPlace[place] = names[i];
      }
    }
  }

  /** These names, each once. */
  public static FieldSelection of(Collection<String> names) {
    return new FieldSelection(names.toArray(new String[0]));
  }

  /** The name of the field that comes next, if it is one of these; goes behind the name. */
  @Nullable String pass(Source in) {
    int code = in.readNameCode();
    if (code != Source.INLINE) {
      return byPlace[code];
    }
    int found = in.passInlineName(encoded);
    return found < 0 ? null : names[found];
  }
}
