package io.throughline.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/** Lets only those change state who know the printed token. */
@Provider
@ChangesState
public class TokenFilter implements ContainerRequestFilter {
  private static final String SCHEME = "Bearer ";

  private final AdminToken token;

  public TokenFilter(AdminToken token) {
    this.token = token;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    @Nullable String header = request.getHeaderString("Authorization");
    if (header == null
        || !header.startsWith(SCHEME)
        || !token.matches(header.substring(SCHEME.length()))) {
      request.abortWith(
          Problems.answer(
              Problem.of(
                  401,
                  "The token is missing or wrong",
                  "Send the token that the server printed at its start: Authorization: Bearer tl_...")));
    }
  }
}
