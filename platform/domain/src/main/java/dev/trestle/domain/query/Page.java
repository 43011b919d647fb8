package dev.trestle.domain.query;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;

/**
 * One page of a list.
 *
 * @param slots the records' slots in order
 * @param hasNext whether more follow
 * @param hasPrevious whether some come before
 * @param cursor gives the cursor of the record at an index of this page
 * @param total counts the whole list, when asked
 */
public record Page<R>(
    List<R> items,
    int[] slots,
    boolean hasNext,
    boolean hasPrevious,
    IntFunction<String> cursor,
    IntSupplier total) {}
