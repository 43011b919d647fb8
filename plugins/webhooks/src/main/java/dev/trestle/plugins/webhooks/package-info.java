/**
 * Tells other systems what happens on the desk, by the rules of Standard Webhooks.
 *
 * <p>{@link dev.trestle.plugins.webhooks.WakeReaction} sees that something happened, {@link
 * dev.trestle.plugins.webhooks.Pump} reads on in the log from where a webhook stands and puts what
 * it wants into the outbox, and {@link dev.trestle.plugins.webhooks.HttpChannel} delivers it. To
 * replay is to set a webhook's place back.
 */
@NullMarked
package dev.trestle.plugins.webhooks;

import org.jspecify.annotations.NullMarked;
