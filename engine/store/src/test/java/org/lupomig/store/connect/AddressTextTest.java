package org.lupomig.store.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.store.StoreMessage;
import org.lupomig.store.connect.AddressText.Reading;

class AddressTextTest {
    @Test
    void everyPart() {
        MariaDbAddress address =
                read("jdbc:mariadb://db.example:3307/shop?user=anna&password=p%26%3Dq%25&sslMode=verify-full");
        assertThat(address.host()).isEqualTo("db.example");
        assertThat(address.port()).isEqualTo(3307);
        assertThat(address.schema()).isEqualTo("shop");
        assertThat(address.user()).isEqualTo("anna");
        assertThat(address.password()).isEqualTo("p&=q%");
        assertThat(address.options()).isEqualTo(Map.of("sslMode", "verify-full"));
        assertThat(address.display()).isEqualTo("db.example:3307");
    }

    @Test
    void leastPart() {
        MariaDbAddress address = read("jdbc:mariadb://db");
        assertThat(address).isEqualTo(new MariaDbAddress("db", 3306, null, null, null, Map.of()));
        assertThat(read("jdbc:mariadb://db/")).isEqualTo(address);
        assertThat(read("jdbc:mariadb://db/?")).isEqualTo(address);
        assertThat(read("jdbc:mariadb://[::1]:3310/").host()).isEqualTo("::1");
        assertThat(read("jdbc:mariadb://[::1]:3310/").display()).isEqualTo("[::1]:3310");
    }

    @Test
    void aPasswordIsTakenAsItIs() {
        assertThat(read("jdbc:mariadb://db/?password=100%").password()).isEqualTo("100%");
        assertThat(read("jdbc:mariadb://db/?password=a=b+c%zz").password()).isEqualTo("a=b+c%zz");
        assertThat(read("jdbc:mariadb://db/?password=%C3%BC").password()).isEqualTo("ü");
        assertThat(read("jdbc:mariadb://db/?password=").password()).isEmpty();
    }

    @Test
    void aPasswordIsNeverShown() {
        MariaDbAddress address = read("jdbc:mariadb://db/shop?user=anna&password=S3CRET");
        assertThat(address.toString()).isEqualTo("jdbc:mariadb://db:3306/shop?user=anna");
        assertThat(address.withPassword("OTHER").toString()).doesNotContain("OTHER");
        assertThat(problem("jdbc:mariadb://db/?user=anna&pasword=S3CRET").message())
                .isEqualTo("the address 'jdbc:mariadb://db/?…' has an option that is not known: pasword");
        assertThat(problem("jdbc:mariadb://db/?password=a&S3CRET").message()).doesNotContain("S3CRET");
        assertThat(problem("jdbc:mariadb://anna:S3CRET@db/shop").message()).doesNotContain("S3CRET");
        assertThat(problem("mysql://anna:S3CRET@db/shop").message()).doesNotContain("S3CRET");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "allowMultiQueries",
                "allowLocalInfile",
                "sessionVariables",
                "user name",
                "rewriteBatchedStatements"
            })
    void optionsThatChangeWhatAStatementMeansAreNotTaken(String option) {
        assertThat(problem("jdbc:mariadb://db/?" + option + "=true").type())
                .isEqualTo(StoreMessage.ADDRESS_OPTION_UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:mysql://db/ | it does not begin with jdbc:mariadb://",
                "localhost:3306 | it does not begin with jdbc:mariadb://",
                "jdbc:mariadb://a,b/ | it names several hosts; a plan runs on one",
                "jdbc:mariadb:/// | it names no host",
                "jdbc:mariadb:///shop | it names no host",
                "jdbc:mariadb://db:0/ | '0' is no port",
                "jdbc:mariadb://db:99999/ | '99999' is no port",
                "jdbc:mariadb://db:port/ | 'port' is no port",
            })
    void whatIsNoAddress(String text, String reason) {
        assertThat(problem(text).message())
                .isEqualTo("'" + text + "' is not the address of a MariaDB server: " + reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b",
                "%3FallowMultiQueries=true",
                "shop%3fallowLocalInfile=true",
                "shop%26allowMultiQueries=true",
                "a%23b",
                "a%2Fb",
                "a%5Cb",
                "a\\b",
                "a%00b",
                "a%0Ab"
            })
    void aSchemaBringsNoOptions(String schema) {
        String text = "jdbc:mariadb://db/" + schema + "?user=anna";
        assertThat(problem(text).message())
                .isEqualTo("'jdbc:mariadb://db/" + schema + "?…' is not the address of a MariaDB server:"
                        + " a schema holds none of / \\ ? & # and no control character");
    }

    @Test
    void aSchemaMayHaveAnOddName() {
        assertThat(read("jdbc:mariadb://db/we%20ird%3Bé=%25").schema()).isEqualTo("we ird;é=%");
    }

    @Test
    void whatIsWrittenDownHasTheOptionsAndNoSecret() {
        MariaDbAddress address = read("jdbc:mariadb://[::1]:3307/sh%20op?user=an%26na&password=S3cret"
                + "&sslMode=verify-full&trustStore=/etc/t%20s&trustStorePassword=S3cret&trustStoreType=PKCS12"
                + "&keyStore=k&keyStorePassword=S3cret&keyStoreType=JKS&connectTimeout=5&localSocket=/run/s"
                + "&serverSslCert=-----BEGIN%0A");
        assertThat(address.withoutSecrets())
                .isEqualTo("jdbc:mariadb://[::1]:3307/sh%20op?user=an%26na&connectTimeout=5&keyStore=k&keyStoreType=JKS"
                        + "&localSocket=/run/s&serverSslCert=-----BEGIN%0A&sslMode=verify-full"
                        + "&trustStore=/etc/t%20s&trustStoreType=PKCS12");
        MariaDbAddress again = read(address.withoutSecrets());
        assertThat(again.withoutSecrets()).isEqualTo(address.withoutSecrets());
        assertThat(again.user()).isEqualTo("an&na");
        assertThat(again.schema()).isEqualTo("sh op");
        assertThat(again.options()).containsEntry("serverSslCert", "-----BEGIN\n");
        assertThat(read("jdbc:mariadb://db").withoutSecrets()).isEqualTo("jdbc:mariadb://db:3306/");
        assertThat(read("jdbc:mariadb://db/?password=S3cret&sslMode=trust").withoutSecrets())
                .isEqualTo("jdbc:mariadb://db:3306/?sslMode=trust");
    }

    private static MariaDbAddress read(String text) {
        return ((Reading.Address) AddressText.read(text)).address();
    }

    private static Problem problem(String text) {
        return ((Reading.Unreadable) AddressText.read(text)).problem();
    }
}
