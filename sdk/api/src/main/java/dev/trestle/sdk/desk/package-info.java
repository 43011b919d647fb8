/**
 * The desk as a plugin sees it: tickets, people and places at one moment, and the words they are
 * described in. Everything here is read-only; changes are made by {@link
 * dev.trestle.sdk.command.Draft}.
 */
@NullMarked
package dev.trestle.sdk.desk;

import org.jspecify.annotations.NullMarked;
