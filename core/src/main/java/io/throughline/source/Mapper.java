package io.throughline.source;

/** Thinks, does no I/O: the same delivery always gives the same facts. */
public interface Mapper {
  /**
   * Maps one delivery of this source's system.
   *
   * @throws UnmappableException when the body is not what its kind promises
   */
  Mapped map(Delivery delivery, MappingContext context) throws UnmappableException;
}
