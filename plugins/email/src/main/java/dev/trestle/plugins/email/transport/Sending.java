package dev.trestle.plugins.email.transport;

import dev.trestle.plugins.email.intake.Mailbox;
import dev.trestle.sdk.surroundings.Surroundings;

/** Over which mailbox something is sent, and what opens its secrets. */
public record Sending(Mailbox mailbox, Surroundings surroundings) {}
