package io.autotask.performance.path;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

import static org.assertj.core.api.Assertions.assertThat;

class CallersTests {

	private final Callers callers = new Callers(new Digests(DigestKey.random()));

	private final HttpHeaders headers = new HttpHeaders();

	private final MultiValueMap<String, String> cookies = new LinkedMultiValueMap<>();

	CallersTests() {
		this.headers.set("UserName", "user");
		this.headers.set("Secret", "secret");
		this.headers.set("ApiIntegrationCode", "code");
	}

	@ParameterizedTest
	@ValueSource(strings = { "UserName", "Secret", "ApiIntegrationCode", "ImpersonationResourceId", "Accept",
			"Authorization", "X-Anything-At-All", "Accept-Language", "Accept-Encoding" })
	void everyHeaderCounts(String name) {
		String before = identity();
		this.headers.set(name, "another");
		assertThat(identity()).isNotEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "User-Agent", "traceparent", "TraceState", "X-B3-TraceId", "X-Request-Id",
			"Content-Length", "Content-Type" })
	void exceptThoseThatCertainlyChangeNoAnswer(String name) {
		String before = identity();
		this.headers.set(name, "another");
		assertThat(identity()).isEqualTo(before);
	}

	@Test
	void cookiesCount() {
		String before = identity();
		this.cookies.add("session", "1");
		String one = identity();
		this.cookies.set("session", "2");
		assertThat(Set.of(before, one, identity())).hasSize(3);
	}

	@Test
	void doesNotDependOnTheCaseOrTheOrderOfNames() {
		HttpHeaders other = new HttpHeaders();
		other.set("apiintegrationcode", "code");
		other.set("USERNAME", "user");
		other.set("secret", "secret");
		assertThat(this.callers.of(other, this.cookies).identity()).isEqualTo(identity());
	}

	@ParameterizedTest
	@ValueSource(strings = { "UserName", "Secret", "ApiIntegrationCode" })
	void thereIsNoneWhenACredentialIsMissing(String name) {
		this.headers.set(name, " ");
		assertThat(identity()).isNull();
		this.headers.remove(name);
		assertThat(identity()).isNull();
	}

	@Test
	void valuesNeverRunTogether() {
		this.headers.put("X", java.util.List.of("a", "b"));
		String two = identity();
		this.headers.put("X", java.util.List.of("ab"));
		String one = identity();
		this.headers.put("X", java.util.List.of("a"));
		this.headers.put("Y", java.util.List.of("b"));
		assertThat(Set.of(one, two, identity())).hasSize(3);
	}

	@Test
	void holdsNothingOfTheSecrets() {
		CallerIdentity identity = this.callers.of(this.headers, this.cookies);
		assertThat(identity.toString()).doesNotContain("secret").doesNotContain("code").doesNotContain("user");
		assertThat(new Callers(new Digests(DigestKey.random())).of(this.headers, this.cookies).identity())
			.as("another process has another key")
			.isNotEqualTo(identity.identity());
	}

	@Test
	void noTwoOfManyThatDifferInOneThingAreEqual() {
		Random random = new Random(61);
		Set<String> seen = new HashSet<>();
		int pairs = 20_000;
		for (int i = 0; i < pairs; i++) {
			this.headers.set("UserName", "user" + i);
			this.headers.set("X" + random.nextInt(3), "v" + random.nextInt(3));
			seen.add(identity());
		}
		assertThat(seen).hasSize(pairs);
	}

	@Test
	void othersInBetweenChangeNothing() {
		String first = identity();
		for (int i = 0; i < 1_000; i++) {
			this.headers.set("UserName", "user" + i);
			assertThat(identity()).isNotEqualTo(first);
		}
		this.headers.set("UserName", "user");
		assertThat(identity()).isEqualTo(first);
	}

	@Test
	void aHeaderIsNoCookie() {
		this.headers.set("session", "1");
		String header = identity();
		this.headers.remove("session");
		this.cookies.set("session", "1");
		assertThat(identity()).isNotEqualTo(header);
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-HTTP-Method-Override", "x-http-method", "X-METHOD-OVERRIDE" })
	void aHeaderMayMeanAnotherMethod(String name) {
		assertThat(this.callers.of(this.headers, this.cookies).overridden()).isFalse();
		this.headers.set(name, "DELETE");
		assertThat(this.callers.of(this.headers, this.cookies).overridden()).isTrue();
	}

	private String identity() {
		return this.callers.of(this.headers, this.cookies).identity();
	}

}
