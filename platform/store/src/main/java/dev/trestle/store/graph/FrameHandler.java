package dev.trestle.store.graph;

import org.eclipse.serializer.persistence.binary.types.AbstractBinaryHandlerCustomNonReferential;
import org.eclipse.serializer.persistence.binary.types.Binary;
import org.eclipse.serializer.persistence.types.PersistenceLoadHandler;
import org.eclipse.serializer.persistence.types.PersistenceStoreHandler;

/**
 * Stores a frame's bytes inside its own entity, so that a page is one entity of changing length
 * under one object id, where a field of an array type would be a new object at each change.
 */
final class FrameHandler extends AbstractBinaryHandlerCustomNonReferential<Frame> {
  FrameHandler() {
    super(Frame.class, CustomFields(bytes("content")));
  }

  @Override
  public void store(
      Binary data, Frame frame, long objectId, PersistenceStoreHandler<Binary> handler) {
    data.store_bytes(typeId(), objectId, frame.required());
  }

  @Override
  public Frame create(Binary data, PersistenceLoadHandler handler) {
    return new Frame();
  }

  @Override
  public void updateState(Binary data, Frame frame, PersistenceLoadHandler handler) {
    frame.content = data.build_bytes();
  }

  @Override
  public boolean hasVaryingPersistedLengthInstances() {
    return true;
  }

  @Override
  public boolean hasPersistedVariableLength() {
    return true;
  }
}
