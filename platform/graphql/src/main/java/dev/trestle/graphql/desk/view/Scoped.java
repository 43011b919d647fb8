package dev.trestle.graphql.desk.view;

/** A view that knows what it was read from, and so what belongs to it: under a dry run too. */
public interface Scoped {
  Scope scope();
}
