/** The search port: what the desk feeds a full-text index with and what it asks of it. */
@NullMarked
package dev.trestle.domain.search;

import org.jspecify.annotations.NullMarked;
