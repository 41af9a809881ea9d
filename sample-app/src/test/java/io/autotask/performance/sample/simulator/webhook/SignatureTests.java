package io.autotask.performance.sample.simulator.webhook;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a receiver checks a payload by.
 */
class SignatureTests {

	@Test
	void aPlainBodyIsSignedAsItIs() {
		assertThat(Signature.of("{\"Id\":1}", "key")).isEqualTo("sha1=E8X/HfNN43M/0ZXzzqKj1dWwSb0=");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{"a":"plain","b":-1.5e+3}   | {"a":"plain","b":-1.5e\\u002B3}
			{"a":"R&D <b> it's `x` 1+1"} | {"a":"R\\u0026D \\u003Cb\\u003E it\\u0027s \\u0060x\\u0060 1\\u002B1"}
			{"a":"say \\"hi\\" \\\\ now"} | {"a":"say \\u0022hi\\u0022 \\\\ now"}
			{"a":"Zoë 😀"}               | {"a":"Zo\\u00EB \\uD83D\\uDE00"}
			""")
	void someCharactersAreEscapedForTheSignatureOnly(String body, String signed) {
		assertThat(Signature.escaped(body)).isEqualTo(signed);
	}

}
