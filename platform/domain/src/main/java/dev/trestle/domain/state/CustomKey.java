package dev.trestle.domain.state;

/** A custom field with one of its values: the key of the index that finds records by it. */
public record CustomKey(String field, Object value) {}
