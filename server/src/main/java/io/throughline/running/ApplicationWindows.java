package io.throughline.running;

import io.throughline.running.DeploymentDetail.Window;
import java.util.List;

/**
 * The windows of time of one application of a GitOps controller, as they were seen last.
 *
 * @param service id of the service that it brings out
 * @param application what the controller calls it
 * @param windows empty when it was looked for them and there are none: it may sync at any time
 */
public record ApplicationWindows(
    String service, String serviceName, String application, List<Window> windows) {
  public ApplicationWindows {
    windows = List.copyOf(windows);
  }
}
