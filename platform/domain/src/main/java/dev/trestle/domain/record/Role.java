package dev.trestle.domain.record;

import dev.trestle.domain.codec.Document;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A named set of permissions.
 *
 * @param key stable, unique, lower case; the built-in ones are {@code administrator}, {@code
 *     manager}, {@code dispatcher}, {@code technician}, {@code intake}, {@code contact}, {@code
 *     partner} and {@code service}
 * @param builtIn whether the desk needs it; such a role can be changed but not removed
 */
public record Role(
    UUID id,
    int version,
    String key,
    String name,
    @Nullable String description,
    List<String> permissions,
    boolean builtIn,
    long createdAtMillis,
    long updatedAtMillis,
    Document extra)
    implements Stored {}
