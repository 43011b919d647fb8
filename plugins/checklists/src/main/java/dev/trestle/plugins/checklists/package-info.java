/**
 * Lists of things to do on a ticket: {@link dev.trestle.plugins.checklists.ChecklistsPlugin} says
 * what there is, {@link dev.trestle.plugins.checklists.ChecklistDraft} keeps a ticket's items and
 * their summary together, and {@link dev.trestle.plugins.checklists.ClosingGate} holds tickets
 * back.
 */
@NullMarked
package dev.trestle.plugins.checklists;

import org.jspecify.annotations.NullMarked;
