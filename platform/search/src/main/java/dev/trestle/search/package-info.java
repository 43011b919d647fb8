/**
 * The search floor: a Lucene index that is fed with committed changes and can always be built
 * again.
 *
 * <p>{@link dev.trestle.search.LuceneSearchIndex} keeps the index alive; {@code TokenScanner} cuts
 * text into words, {@code QueryReader} and {@code QueryCompiler} turn what a person typed into a
 * query, {@code HitCollector} counts and ranks what the viewer may see, {@code Highlighter} marks
 * it.
 */
@NullMarked
package dev.trestle.search;

import org.jspecify.annotations.NullMarked;
