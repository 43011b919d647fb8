package dev.trestle.host.watch;

import java.time.Instant;

/**
 * Why a plugin is not called any more.
 *
 * @param reason a sentence for administrators
 */
public record Quarantine(String reason, Instant since) {}
