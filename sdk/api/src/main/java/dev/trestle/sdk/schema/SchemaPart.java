package dev.trestle.sdk.schema;

import java.util.List;
import java.util.Objects;

/**
 * What one contributor, the kernel or a plugin, puts into the composed schema.
 *
 * @param name of the contributor, for messages and for naming the culprit in errors
 * @param sdl schema texts; types of other parts, the roots included, are extended by {@code extend
 *     type}. Every element has a description
 * @param types the fields of the object types, for every object type the texts bring
 * @param roots the root fields
 */
public record SchemaPart(String name, List<String> sdl, List<Fields<?>> types, RootFields roots) {
  public SchemaPart {
    Objects.requireNonNull(name);
    Objects.requireNonNull(roots);
    sdl = List.copyOf(sdl);
    types = List.copyOf(types);
  }
}
