package io.throughline.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/** Lets only those upload who know the secret of builds, or the printed token. */
@Provider
@TakesUploads
public class UploadFilter implements ContainerRequestFilter {
  private static final String SCHEME = "Bearer ";

  private final AdminToken token;
  private final ApiSources sources;

  public UploadFilter(AdminToken token, ApiSources sources) {
    this.token = token;
    this.sources = sources;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    @Nullable String header = request.getHeaderString("Authorization");
    String told =
        header == null || !header.startsWith(SCHEME) ? "" : header.substring(SCHEME.length());
    if (!token.matches(told) & !sources.uploads().knows(told)) {
      request.abortWith(
          Problems.answer(
              Problem.of(
                  401,
                  "The token is missing or wrong",
                  "Send the secret of the source of the system uploads, or the token that the"
                      + " server printed at its start: Authorization: Bearer ...")));
    }
  }
}
