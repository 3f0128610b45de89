package io.throughline.simulator.world;

/** Is told what enters the world, the parts that will happen later included. */
public interface Witness {
  /** A merge request with its whole life. */
  void opened(MergeRequest mr);

  /** A pipeline of the default branch. */
  void ran(Pipeline pipeline);

  /** A deployment. */
  void deployed(Deployment deployment);

  /** A release. */
  void released(Release release);

  /** A ticket with its whole life. */
  void created(Ticket ticket);

  /** Somebody who does not care. */
  static Witness none() {
    return new Witness() {
      @Override
      public void opened(MergeRequest mr) {}

      @Override
      public void ran(Pipeline pipeline) {}

      @Override
      public void deployed(Deployment deployment) {}

      @Override
      public void released(Release release) {}

      @Override
      public void created(Ticket ticket) {}
    };
  }
}
