package dev.trestle.domain.record;

/** A step between two statuses of a queue that is allowed. */
public record StatusTransition(String from, String to) {}
