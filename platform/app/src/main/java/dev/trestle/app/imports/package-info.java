/**
 * Takes other desks' exports in: reads their files row by row, makes one import of each ticket with
 * its history, and sends them in batches through the public mutation {@code ticketsImport}. Files
 * may be sent again: what is there already is passed over.
 */
@NullMarked
package dev.trestle.app.imports;

import org.jspecify.annotations.NullMarked;
