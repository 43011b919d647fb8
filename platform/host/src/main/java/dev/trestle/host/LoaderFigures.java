package dev.trestle.host;

/**
 * What became of the class loaders of plugins since the start.
 *
 * @param collected of those that were closed; the rest waits for the collector, or is held by
 *     something that it should not be
 */
public record LoaderFigures(long opened, long closed, long collected) {}
