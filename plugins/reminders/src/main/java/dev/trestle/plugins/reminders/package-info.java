/**
 * Reminders for agents, and tickets that sleep: {@link
 * dev.trestle.plugins.reminders.RemindersPlugin} says what there is, timers and a reaction do it.
 */
@NullMarked
package dev.trestle.plugins.reminders;

import org.jspecify.annotations.NullMarked;
