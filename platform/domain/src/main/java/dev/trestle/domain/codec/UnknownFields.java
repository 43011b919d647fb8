package dev.trestle.domain.codec;

import java.util.HashSet;
import java.util.Set;

/** Collects the fields of a record that its class does not have, as they stand. */
final class UnknownFields {
  private final Sink fields = new Sink(128);
  private final Set<String> names = new HashSet<>();

  /**
   * Takes in one field, behind whose name the source is, and goes behind its value.
   *
   * @param start where its name starts
   */
  void take(Source in, int start, String name) {
    if (!names.add(name)) {
      throw in.damaged("field '" + name + "' stands twice");
    }
    // Read and forgotten, so that all is known to be sound that is only passed later.
    PlainValues.check(in, in.readByte());
    in.copySince(start, fields);
  }

  Document document() {
    return Document.packed(PackedFields.owning(fields.toBytes()));
  }
}
