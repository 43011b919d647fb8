package dev.trestle.domain.codec;

import org.jspecify.annotations.Nullable;

/**
 * One field that differs between two versions of a record. The values are plain document values
 * (see {@link Document}), null where the field was or is absent.
 */
public record FieldChange(String name, @Nullable Object oldValue, @Nullable Object newValue) {}
