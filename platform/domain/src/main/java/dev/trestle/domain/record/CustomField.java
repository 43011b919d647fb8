package dev.trestle.domain.record;

import dev.trestle.domain.codec.Document;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A field the desk's owner added at run time.
 *
 * @param key stable, unique per target, lower case with underscores
 * @param options the allowed values of a choice
 * @param visibleToContacts whether contacts may read it on what they can see
 */
public record CustomField(
    UUID id,
    int version,
    CustomFieldTarget target,
    String key,
    String label,
    @Nullable String description,
    CustomFieldType type,
    List<String> options,
    boolean visibleToContacts,
    boolean searchable,
    boolean retired,
    long createdAtMillis,
    long updatedAtMillis,
    Document extra)
    implements Stored {}
