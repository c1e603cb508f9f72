using System.IO.Compression;

namespace Tidemark.Learning.Tests.Formats.Onnx;

/// <summary>Small files that the exporter of PyTorch 1.13 wrote, compressed, each with an input and what PyTorch computed from it.</summary>
/// <param name="Name">What kind of network it is.</param>
/// <param name="Window">Rows of the input.</param>
/// <param name="Columns">Columns of the input.</param>
/// <param name="Input">The window, row by row.</param>
/// <param name="Output">What PyTorch computed.</param>
/// <param name="Compressed">The file.</param>
public sealed record PyTorchFile(string Name, int Window, int Columns, float[] Input, double[] Output, string Compressed)
{
    public static IReadOnlyList<PyTorchFile> All { get; } =
    [
        // Operator set 11.
        new("Lstm", 4, 3, [-0.25f, -1.5f, -1.25f, -2, -2, -0.75f, 1.25f, 1.5f, 0.25f, 0.25f, 1.25f, 0], [-0.02490067481994629],
            "H4sIAAAAAAACA7VYC1BTVxrODQlJTgiPyyvyGkkF4VaBJIQAknOp1HXM+uhDW6siBgglFhIkQQTbHWxHp+pKrWxtbRXdulhbx13R0t11zH9htaBudSjtaKGyUtfZ1t2ybHero6hlbwIh"
            + "D3KRZWbvTHLP/U7Of77/+//z33MiDiRFVXU2S3VJeUygMk2pTsvI/Wcymo2ITWRYenX6s+WGKmORpcZWVWMryogRuyCF0HlDC8kIFiqwmK02g9nm/qHUA1WIXS1KjoQbDRU1RiooVKQX"
            + "88auQ4QAFaKJ0yG/tkmSRRcabOXGavd8knFMETh6p6RIYNhksspZ83y0hIzytKV0j5R54R5cY1xcg8WEg63Ag+3TyA8JMpLFVpitG2qMxnoP0YI8YYVkvDnK0GjNZ02KfBmqOBiqJmHI"
            + "92C4GXE4jPyzRByzO9Vm8RKDzVvtUUwROHr3VtuM/IwiYz1mWFbmk1nkxE5FiA9ARbkcRqzDhF7gcvZJR7o6/FpebTBbqyxWH/XHYYVkvEmFIEGVsboyn8jn5fP9REDNEQH1JBHwzGgf"
            + "c5kc5jKnZ07DYU4zxfzYTqDJ4oE4uCMOEohDutEiUmEq8S0iDogtIo6br2tZHK5lTU8pLYc57fTMZXOYy56i8Lv+F+G1HHg2B+6WjgwfF96j2CE36BL/FoH8rxwUbDGbN+XmLn52+ZIi"
            + "tTrL51nr86xBPDQx2MgfDTKUBZ3DOBHlBEQVIxpDFALHNxWPJKWmamOJzWQxK2TFpvEHQ8UhIoAikbTcVFpqNBdZTfVGOd9Rl15AE2eO9nLeQ6tg7w7P0hE2VjrYwsGWjwBH8Sj0zpIc"
            + "jizJ8cgSypUlCeIANkvkPJ9rZOxyZM1qxMUTcczrTIBnjFbvMovcoEI01kDLnCK43xUZ3iJ4dExxyfgaVHIZVE5x0fgaVHEZVE3xBb77EauQiz/i4oG4JPRYiCp/C1HlWoi+Pqq5fFRP"
            + "MwqZXAYzpxkFDZdBzf8lCplcHRquDrW/KKj9RUHtisIPBPK3cLyLnTbH+znbtz+bLYb+4o780XBusZwDlZNhSj+YyrkVG8WmXxZXI38MvAuOiqswqh5RGIt8kiaLK2myplka1yEupohr"
            + "Zude0RVipfdecRx218c1yP/vfSRSc0mknnTbWcDGdeIBSvLo45OnCIWIiwvyY519ufoeoERcxyfCkSEmNGEEkpSVpNUaTS+W25CIbRabDFaSqGN3d2Ul6QuNlZUKgeOb9VdoqKgqN0Ty"
            + "eA30IYKggpGg2GhzP8tQoM3Be75zKlLiPIwWrTfZqMfEhFgQSsx3z6QPXZcohYwyCvT7j8HNxZ8CFe44Csx3MdAL3oFuO7WPEPPFoSzus0fRNxAbUn6LE4ZOgvLcsH3Z0Gm7LrsD6Iw4"
            + "ektLEv2vxiO6P2w5hjXiVOYlcQjTvqA578ZQOLN1Xyh9pE1F34ubY+8zXgPeBSkds34QeIPv6iw/HsZdkiDaci6QufJyBnOSHwIfJ92EAHkB3Lv0NyzsCqCTt5hgpvFzeHveB5j62sFN"
            + "zOa1L7ssfTsxotfrHkT1weO7y3CjugSvaOiA/dJeuzSRoqNHZEzPAURvr79v35l7Gh+P3IVbor+EvoF5WCgtAMvKn/DlBh49d1uTbsXKd6Gj5UuYKzlof6vz57Brz0G8Zk8MU1l5FKRp"
            + "J09bMlvxYMEhvPbzD+1NloO69NupcPwcRf99lRAPhC/WfSu34U/ezICcoAV45l9lTPMrNYAv3chLeusyrI1vhjfUViwr7MZPLVfkXf3il/ByTifeWdMJ1Huj3vEneKdltT9f/+88Q4AI"
            + "f1wrobdpc3FFQiJA6wU4OycL4o5eg8ci2rFNFMTU9vPohsw63F+uxYuCz+tyN5/AYU8k04aBGHrDb8KZF+cuhD8+N2xXNR3GKcdj7fdvz2KYvcMQffdX0KlRw3dFA5g40olflSbqPjwV"
            + "T89sHoHYG1eBIy+02Sy3NYcxJL5t1f2e0cDree3QVXsZlvbOZsJ/0YwtOyKYeQox/cRlKd732XnortXZb938AD+dehvu7JTTA6Ituh/jE3Bt1RU4+lEI079nNr7+HIEvPl8FP+yLYlJ6"
            + "vgJDTT/ufXMWHdsSSaP1O6D6FSV9751GzJCteOOdO3bqPb5TOcEEdjn6Br559xzc811j3k88Oa4Qipl7bR3QP/sj2Pz1Z7DRyMPd/AG4extwa04UfUIRAbaSQXvfgXq8aclp3TdPWeDV"
            + "o6G4u2IvNPO/x4OWC5CfTuJvOpbCemE802z/B+y40YRPPPkG1vzlOjRdNMDhnFTmtf1/wru3xdF1Fyvw8OM8RtQqtBupi/j19vcB+DPo5yMKsaz8of1YejGeUdeCF9yaS7dp+dD9IIQZ"
            + "qotihr5FADj9zM9e+7Xud6VC2LooBVZuG4SR//TgZ5b34nWDtXhrwhV86qtMOs5K0WdPpDGXYpLw1Qe1dlt/Dc6uDIJP5Xqc0JjMcOZVdgYbu9WyFMZ67SGE9MbpctfG2vf/OZE5s70B"
            + "H7SE0z0HhqCtPpJeRXfmpVblQu31DCbdkszMKt2L789LpL/vSj9TfKpN99ILYvrsmgAoen8pzpN/ousLW6a7sPULuNqVlJdiaodFSEXfH9yBm6+ct6c+HMSJKQ14eNVdHb99BayKc/wB"
            + "EY0ixQQZhkSksNhgKylHfLGA/QQUJyCijpyBotnecCQjpY66WFdUaqpkqyhfTMznh0r/C0ItQg2IEwAA"),
        // Operator set 17.
        new("Gru", 4, 3, [0.25f, -1.75f, -1.5f, 0.25f, -0.5f, -2, 1, -2, 0, 1.25f, -0.5f, 1], [-0.4408092796802521],
            "H4sIAAAAAAACA51We0xTVxzuLX0eSguXd92mqVPjnQKF8hDtKUMdrERcFBNwulrKhRZLC+1FQbKNbHEZC2zqGDPDLZhsQ6bBbHOoyD0dCSo+pqIbks0x2TLnnIqPP9S9b1v77mXMm7T3"
            + "nu+e8/2+3+P87hGJcGFtI2W1GYxygTJFmZGSlvvNDDAPYA14TKotdbVRX0vqrPVUbT2lS5OLPJCC77qBAjyOgZZaLXZKb6F8EyP9UIXI80QkAf4mvbmeJCTRQq2I8/DqwnhgPQg1B8Jy"
            + "4ziDFugpI2nz2RN7MYXAfSciAU/fYLInMfRcsAJP8OdS+lZGBeB+WuUerVIR5lTL9VP7DI5bLZaG3Nw1FntdPUluIXXKHDnw8qim4PH3uhSEcQaE4cbjmXk+wKte4g8rxN7HYIfTWRxO"
            + "n0JohJ/QJsASPxBeGGCx7koegxv0VGDy3JhC4L4HJs8CwqzCZ/hZWFkZVKh46EuFLAggEjwOA8ZhTMvzOLvMWf1Ov0pseou91moPCrgXVoi9j4QM8GpJW00elsfJ43ZhwuAMZLBkIGOa"
            + "pRJEp2KhUz0aXSYLXeYUdJgfXQsGpsoHYNEOWEQAltC5e5LZZAjuSU6I6UnOGziEgfDJA1HujVWwag2zpTICh6rAYSbggFBjuMy5XZkJbIBSLnADigjmj8BBpNFUUUFadHbTFjIpgqlm"
            + "JoyxZpOF1Nt05WSl1UbqbKSdpJKwMG0qiyUrWdPMymoQrBew8OOxTl+DuwvwgQrh6vCdJZtFY/ajFWIOC13ONF0OolvEQrdomo2+7f/UdQ4LvogFzw4Kv6vUlEHhd4Oe2kYYCJcp/9pN"
            + "T8sIHKoCh87KDmfOtbdcxT8FpHRtNxf0aBW+Ek8M+JCk+dyVBr6YZsLXglDdgM2Gq6t7gqcM7Ope2Ffq60D4+S4ffP1FGeiD34spPxBLmY9h6MlJ/N/npn8eXu5zE5sWEIYdjw45OQnZ"
            + "zk2udJlAyAogrjSkbCZNVUYKCJnHcpPejmONTGFUGlILyJoaBc/5z/jL15trjfp4DqdZ04VhhBTwyknKN44CAsqpO99lChe7TqG6ahNFzBRhoohoLN9nSStZtWEPNMqU9O7Cu4iIdX6w"
            + "8z3WtbxD5GFEbMWYZWLXwsBGrzXzBFLHpuZueHDrLLig+DD8tWQvqhh7Gt2jGlBptUwj7t1Jj1y9CZ/NfxsNpggc6+KE6PQNvqZ6pxTWNMXTJznzUesxTPPmpMRxMacdfvj7T+qh07vV"
            + "7TOPoh8p4CCYuYd2j6P39l+mWXWotOabRbfhpZ1DaHFewpFT2ZOoaF57/9hHf6JXn5c6SpX9cPa5VxDqG6P3jeyBvaoHqD+tB8lNH6BdkndQxugBmHXnACxNeg3SG5fQZUtT0PL6a+iN"
            + "6xtpYm+v+mfldfjcS03o1HmJpnr8dUToGBl4sIhMbeFoZBH6q+dbeNa+AN3LomFbMqZJ2Uqpk5NfRHx5MbqaeBt9XiZ1LNv1HbpcdU19b4WZvt90Cw13DMIL431QvD5KU7Vjki3gTP/R"
            + "mkXvXqEzZfsG3m8rGniqqxct5OyAs4kO2NmNOXCO2HEp7m96+Os7sGHWWXjit0FkaNoE64rnopqFBLSOcR2G/h70WdURdLL+Sdg5ZwIlHC2jZ2UL1PCHCTRcBTTdiaOwfHgCcuLq2HUw"
            + "AT8y0AoNv4gdo7kDqDD2LfrgllNQUyZFFzYfhp1rhZo2+tMl25dfQIOp29XmK/tgc+c2+PgxByqRXYXjs1vR3b4zdMnQHKRJPo62vbxq8RfCSjh/5A/6VnG0g39jP2w534wivzyDzn7c"
            + "AcMFnGm32sLJE31wrl6CMlsOIlgshX0vXIT3j9+ks+pEmg3mGM3QJ+dhwbl2aLzcoX5wowHe5c5BlQ+aUYd4RJ3+/cTASE83/GpxK1z7mPNgmgjiRRgeA4Q4v1xPGYyAK+Ixv4jyJwDW"
            + "iCeDROZtLIjCI527sFFXYaph9ixXhOVzo2P+BTEM/6fvDQAA"),
        // Operator set 13.
        new("GruTimeFirst", 4, 3, [-0.75f, 1.25f, -0.25f, -2, 0.75f, 1.25f, 1.75f, 1, 0.5f, -1, 0.5f, -2], [-0.31867530941963196],
            "H4sIAAAAAAACA41VS0wTURTtlNKZ3lIoDyhQUMyoIY4JtED4ylRBrdYQE5D4C06mZWqH0GlpB+VnYtSVCYkRlkbRBboykvhJVGYS4oYVxrg2kbgzYQMad/ja0v9HZzHvvfPeO/fcObe3"
            + "FInI4LQcCHl8Vr29yd7aZOv+bIJGIKZQeXOoecjHBwUuMCkHJ2XOZqXiEF0cHcCJKjHUH5DCMi/JyYPGFJSm4jOmBopv8OOTAlNiJl0UoYk9S4QORiA7HOTkRgijTl72CaFkPEMCo/Wx"
            + "kTGCjp8SwzWYXgsDyJLKZU/eNKXhKVqtca2lFJGp9jRCAUma6u4elsITk4IwI3D2NiskeNoK8GhSeC5BjmQgBzeqwueSQEJ9SSpMGxLTzIRb8iTcUkCoNkXoLOT5fpBbGOSJHjUP4x5e"
            + "TjcvhtH62JhungQ5bqG6lAjnvRmFirI36bIMgLHEEwacMOHSxZN9SeDyB1PMBefgMGe3tacvO9KXnaCBQnJQWcRlfDQfYLfqYwBdhF8MAqNPHB0VJC4szgg1WvwRsDsV46Ik8CHOLXgD"
            + "IYELCWFBriFyVHdrHrNb/7O6hyBTL+ThRxWRH21mUUISpMm9CfRj67P7hOHfXWJ374kouwy5AkIOZmTO6hFkwQ4hQtYNMHg9TTcF8bpPBhJP3SIfRsQ07oJeT7NT8PtpXeTNlEExPx70"
            + "8VUazW3HEkEwpaBzC3JybQK9HOKlcF/ULmSI9ltuTJSZOoqgtGaiLxnJRR3tF3ukezssUxEpy754ZJfu8ciEwvD4hp4qwhvpBeo6U6/fYY8vHuoaqn7BXhzcYL8O2NTlrlvsyZXXyrql"
            + "1vHGgFYrZ9dWN3vmlU+92x/ffmtz1MvvFNvAz96np+4cmxtR2dVwE8ucjYbQZobocNmu1Taor2Ra9c/tU/8MHmblXVLdaifVxQdWxwfjI8UgPu+9z3xRdh4eVFbcm72ME1OVZBJ1umzL"
            + "P9aUJwuM48T3u+z7jQXWYj3i2J7XqA3bW4r5Vyn7bL3RMXWuUrVdvcCO/T7guFIf+UeqhiqKQOWgpXRAomI3L3t8eFHk3g/ENKqFarxbASZkjNgyzY2KfmyiliL6tGbTX6t8Ea/qBgAA"),
        // Operator set 17.
        new("Rnn", 4, 3, [0.25f, -1.75f, -0.25f, 0.5f, 0.25f, 0.5f, 1.25f, -1.5f, 0.5f, -1, -1.25f, -1], [0.7002613544464111],
            "H4sIAAAAAAACA41Vu2/TQBjPOa5z+ZKm7qWPEFSEPCBkoTYPHm0RaZWWIhlRibYslVDkpi4xap2QOCXtgFiQkICBBTEwRJUYYECiCwM0FbAy8AfAwMTCyMIE5zgP27ErbNl397vvft/T"
            + "nzEmgdKOXiznC3EuOZ5Mjyemn0fgGhmaKE/MFbWKLmt6rljVS1U9l4iHLKiA2zPxBPRty5tVRSQY0ZvhkYR9rauOWJgHVCPD9OxKWdYqpWJF6VKGrbAQ7EzFAWBLSnlrFs36Zpk6CsBF"
            + "cKcggxReLsglCytuQ0Jfc4CrZMTqUbIr2m/DLV7F2l6F+YCEkcWfJehVCR78hFD8iqwXlHJXZ7CDCZw5wgIhRU2rTU/f0Cp3qoqyq+RSiTh0GM9ZLIu3LYtgZNhmjfV1cFEILtxkwMQo"
            + "a17Wc6lkPNTdPi8EOwtaDTbfUh6xSx1hIWOxcM6h+azVzckjSKwp0MBJAk5/wMPqZkZaUraMmJjAmaMYAlauqZUY1cfQsLp+EeDC1eS/XCvJ2rqd38QEzhxhH3kUNIRNT5YWF3PpC7bV"
            + "pG01BT5wUUYGKGYIeAHJOGcCgp++xBEIyXld3ZZ1lfonsSuyVqgjLBIIFdT1dUXLVdRdJcYYcXDUQtqjFtL/mcZlcNoKHvwkanxyrfLsKIUuKARaE1gFN1kyagu2pQNE7BtHNqE5mt3e"
            + "vhh064r2/vG3dRle3wQvW8CFnfA9/SPg6B6dWkVGjlToOQHBjfz4XUW9VdAhQKdrqlwhaIf2yY38xBVla0tgjTf1t0/eLBXkYZ/v/kwdITEC7Jqid9f9wOmG3dmmKhJs/jpyt1VdPG52"
            + "/mxXk4QfveZmxqIPMmKUph5l25ol9uXe94yYME5gP92wFbwUe/vTf/j1y+MD5vf7zMfik8a9qWOHzx5+a4inmycYx4lJif8078ssvDgz83Ts5KX9X4OH4ikqyTrkpiT+1dBe48+Hd5k3"
            + "P/KNcO3zweqo8WsiwGNEwsBgRB+WPv61KKAdEoEw3cCtDZRl+MF/d+AofTIHAAA="),
        // Operator set 17.
        new("Convolution", 5, 3, [-0.75f, 1.5f, 0.75f, -0.25f, -0.75f, 0.75f, -0.5f, -0.25f, -0.75f, 1.25f, -1.25f, -1.25f, 1, 0.25f, 0.5f], [-0.10608567297458649, -0.08685189485549927],
            "H4sIAAAAAAACA4VVXWzbVBT2dZ3k9jTJPHehpZpKiLQyeVLSrJMqfuyETF1FYNNUxCTgIbITpzH4T7aTtROaxh5gKgKmMSZNAhS12sOkThrQVRM0FiBtjA2Qqr0g8cDeeOCJF+ABadhO"
            + "G4c2lCvde33Oufe7555zvmuMmYgxb+tmuTYSzqazE+nxp+5EYQEBmgNcTp+U5NmaDeFyWpQFi6Ez5cxhXWuU9Lpt1O3S+EhkQ5OivJGlob8iK4It65qVJ5sowkYhNGvqdWMYNRHJDkL0"
            + "dcnUJKVk1QRDyvd5S2JAGULFylN5yhPjELFsU65IVt7dE4EphvGOsGxBs4OD+zu6FN78Ykcg1BCUusTGMaIjRUwS7dZEFDzH7AlgsgHQQJd2Byjiv6AO9oQ6uAPU3w/bbRvURE+oiR2g"
            + "UJdX5xBsyw/0vDP0dB96hBl6esfsyryoyGUpcDfcVqRC/gR3EWxdAljsVJPoVxPExbRZ1zRZmy2pkqBBLJAbgsmMZsRMQbDLtWO6qQqKfMovq+DMRE97itmuY3dDRDIsWdG1xPKtJyab"
            + "CLEMYFVXJc2uq4lqtZrzdHsgZpuC3PZIr0jDblxJ4OB/PGHimRlJqQeehXw5RXkjTHdn+FDPDB/qyvDwZoajXn4fdpXKCdhyDvQEdkk6Ldg1yewmaVuTCrdndgAoYU62hknvfjJs2wH9"
            + "1Q73I9UN8qP5EZypljPTkqqmKG9kd0FIUIyakCCIM34E40CJkh3IMQi7EdWsgk9/pt9/aUqvyTZ7BWEK9+E+GhU670zxPFqdvMxXrz9o3ft9iqOiZ5yVpav8ne8rTunJRX5v4SO+efYi"
            + "d+G9D5wD1PiasRx1jhxZ596inuU/H+L557mfudztsw777vvOgfPfcb9982Hr9NuP8Td/ucKv7vuRi79z1DEev9X66fgM/8hVxA1+XeOJS0sOwe1vnWuMOfeuv8k3jib4P2KTrdMvf+I8"
            + "+DPZYkcx5bq48QAW6eOvLvAnppg1IiuuXbz/scMmfXunuIu0d/XuvokgbiAQWxo75tu3kKFIL/41w42Ri1/8qi5/+dLTn7XYff66f5OkSC8Q07mlk8dy39YO5/afeiHHTmDSXxiksJi8"
            + "dO0uT67f51c//cFZvXzD+apx+5nkGxccbW7dUa4leXYIk+6WzVQX8coK5SzPZflX9ro/AmYIEhgxLomYkOjRAEjc5/aQOAponnkUhlzrIMSYAa8o5ksVWXVLiMRkgaR3/wO5RIs3YgYA"
            + "AA=="),
        // Operator set 17.
        new("Transformer", 3, 3, [-1.75f, -0.5f, 0.5f, -1.5f, 0.25f, 0.5f, 0, -0.75f, -1.5f], [-0.899329662322998],
            "H4sIAAAAAAACA7VbC2wcxRn22mf7/Mdxzus8HENoOFAIR2v7ZvdeJl6HkJJwEJqGRynEci7OGV9q3zn2OrFDKDEElUJAvKrSAnmgKKnURKQ0kXj0ximvUhqV0CJKC0WRgJRHCqhQgYoU"
            + "urfr8+3tzcy/JMSS7zH/7Pz/9///fPvP3KzXK1cPjOqZwe7epqpgc1Bpbm37w43QAbP15qFkX09XQtfTzZlhvWtgMLO2eXUqMSTX6s3pzGA/Mb81waVrkmk9pY92tfq9+c8QhjqrV7B5"
            + "QzJ1Q68u1+Wvsr7brgvarnOjOOhUTGwDLABpBHyZdHqkrW1ZQl823NcVDKmy3JJsmfhqjDlgDNvaVDPZ5q+y3qENqpLm6MC4QJ5mtF20Zk1hhCqrwV9hvMDFhpKLM+khPZHW7UrybX5v"
            + "/lOgESrXJ/qGk4FaX3XcK5VZfzskD5xjmG/oubI3MZC06zEb/JXmGyyRpxc0BQvdpthaXWn7AThVAXNk2deyJKH3JgcLuqonWvxV1ntgCngSI6mhRmPgcrhElq0QXJ0eWjecTG5MdhG1"
            + "CSaHjtnMa8qbV+eVcgaW2QxcASWagTGy3NBS+DppIhQa/TWTHw3vlY4QbppSgB10adw1rowLyzNsxtmiVWtvthu4ElhwgD2MERrD2O6Ebg+N1eKvst6LQ9MLJVfIsyeD/r0eR+r5nCL/"
            + "NEdDYGbeR2D4SIp7yso2f5XzTyfwxwXGXDHy/qrBVN+wPe/NBn+l+RaohcrhgYHkYKOUA/KYBM4J6SQdKGIM+dwWvcX82nJ5YjQ5eIXxMdGX2pjQU5l0QekZgl5+ubQtMH3CvV/l/3Lm"
            + "BeqhOjkwlOrLpGfsff68yA5JghvBlQXyt4xekxxouCCRHhrIDNmCMpPdwV8z+TEwDTyGp/oXSgvLFpbvkKrhh4ANK59R1MGRCHKpMM9H18tnFQlLWXAGU87lKPssu00CkV2AqJbPLJI7"
            + "aayBIWVTWifuvzkMO20TfjpLnPdhlzyXDcQ2wCxOD1dcf5cEYvsANcAR5glfBnlhzsu/UX8SsT8J6k+C+pNw/VmO+5Og/iSIPwniT8L2JxewggJWXAHWATEXUAOMG429x+LUevuNxiHy"
            + "VxgvcD3wr5GbihUmhmyUU18i83tyr4EaKNczjdU5n60CwQgO5jBlQR5zWNJSDWk0y0uK1ZBDsbNsbWBIJwvYtdBor59TabN87jJLWuGwjtAUlbk+p8gqeLkZp6IZp3IzLn8PtcpTvlFM"
            + "clDE5KDkySHBszyEWh4SFId22zn0oKCzJYTQg4LQg8KmBy7kMAo57LIe5qqIoCoiAhV2DhoBxCeAmuCocnI5FeRVOabQSnYuuCgKLioAV2EDNwwi0wDV70CWY0ouMlNoMSwXWQxFJlrG"
            + "2WuPdSAyDVD9DnIqokOfU+SvyBHh45KAPACdC8DX6GLiOgrWvlQ3v5DOCQ1eyr1Bt3w2pwZrLVzfyOvicg6tFwcDt8ABz7xr8eCZQisivxFGROBvkToXwZjDCAa/KrfEeECCeECCLuf9"
            + "SQYkKAoIEQWEWAH5rTAgQq+LFJ5kSIg4JAQPCcFDQlzeykbAuRcBuFbHup2xIzWT3cG++ZPgwlNweO4K+VFA1nGAm8BIOUWUcoqVcoy9t0jQtvcWCrkM0EYQruuBocbhWOaeXCOvC7KB"
            + "GFHsICIuQYyCyIsMDAoXA8ExEAxDyI4hdpKBcCyTGCBCXBAKDkKxgzDuKHhMAXcZ4AY5F4OOLdcGhpS9/XpnyXZWUXUAQj0O4lyRHCreo5vOEvurJz4EfFCT6OvLbNiYHMxY1oyAeERH"
            + "qAqrV+6csXURbkdeD+L7MnN9p4rXd2phfcdjMBUnUdXVtuTd7PWdipOoiizwVGSBp7IXeIwZHbWzUtgtK20CxCxgKOLOaRWf0ypCTFE7MYVjp4lco3xeCuEYQhiGiA1DJHi6yDUa4YII"
            + "4yDCdhAH+eSq4swZwruEefNggvSCgp8PTDmbYO+XEGYBRJujjMtTYpBXxk12EBEtm+6ImO5CYroL4XQXwukudCp0F8LpDtvPCiF0F3JNdzHVPseip0Z3IcEsi6ncWRbBZ1kEoYqY/cfo"
            + "aOtportYmIshimOIYhiidgzkdNFdLMoFEcNBxFzSXQTnsijeJYbQHUHojnwtuiMI3RGM7ghGd0REdxsBG5VbWRK8siTCyrKTy4ZhnA3te93T86nqzZ1q+NRzsMPiC7wmBtwCxmYtEW3W"
            + "EmuzlufYIO5YBXeswnZs+cKynGNvBpHNgOt1JH7+Fy9e4uflkz9u8SMbwSMb4Ua2rGxzB2tfpMQ+wNUz9kVU0b6Iau2L8JFFcWRRFJkzaxini3D9DGghEbSQBW0ARC4B0aCMn2qI6Kca"
            + "Yv1Usw5E1zkrrUyP3p8Y4VZalthfPfGBfdgHxkpY2DEs4HTHnh0EmR1kcnZw0tcF5ao4M6hCytWR3Thkv5GRWWFRZoWtzLpUbnAWBMFguKnW9ptFq+siUGQCsPTIft7Wk+23mtncPvba"
            + "gwkkWgTEbQl1M3pIg6WKjyXoAkvR5ugDErhwDLhQyC6TFKRMUthl0s8lwLMfEI2cUknBSiVFVCpRCbBh4QzmmeiJM46CA9PFp1uWJPv7eedjcjK/J/dqzO7KRN9Ab2KGdfeQAnXgWZ3U"
            + "C9+nQpWe894i6xzmtSBQw1zXhsXr2jC+ro3hd8WYq1NxnHVtGL8xxpB1bRhZ14bZ61oWF5AiUgu6JbWbEFZmKeIzAXHBBARjNVLEasFTZLWgEIuA1RQXWBQMi9JahEU9NSzCu43Sysei"
            + "usBStMP6hIChiQuGVlz0UREWVxEWV9ksfo8k4hpAVHHoW8XoWz2Zla6Kl10hvOwKCcuuFaUH4HFd8jSji+MpFr1wqM88Va8zT9UTx6l6Unyqnrg6VU++8VP1GXBlQck5y6h5e+xLpZOJ"
            + "wWDJKcv6EtlkoX1dziETMuthIcFA8iybrMjtdcWC/ENEuTti6QH6KbZWdItiGfCUAnN0MyWKDuNWWQ3WnkMLOOXmBd8d7Cm+wGjwVxgvsESeaVdjqyGnFrWj69bLwKkIOCPL9RNJa1Pm"
            + "zTdZro3zvVJ6sYmwKCGqrIb8OYYiOwgHIREgLLMhLDruxBnZROjYL/HmmyyrVkJpn5K0j9nSngjSngjSnjjTngjSnvDSnhTS/vJS0uENMBlpUhrpiQ2AFJT2AfSssiwznmio4T/FYBa/"
            + "PwLGVVDT053nymrjo0mT0qhhZk/3KVTaco35nGbX2pQeOMvr8UmLJh5WjPv+vuYz2vLQGK059ye06bk9NLDcW2vIuWfB461lX/MvkPR6TJ2itUh84ZaeA9r+TV+2z92yOXukYUp2V93V"
            + "2qHff799/wM3Zbctf1t7b89+7cgvp7Uf3rtfe+Lgm9nmS5+hK7z3a0vL79YWTt3dHgiaSvhrmrivxLJmb5VxiYOT440f9R7V5qc76T1zptFdxzq1p3Zup9eMnqCBeaYKRzLHfXO3zsvO"
            + "+tN67cN/7qTDvY8sKPSzP1KW07+5w/4fOMcrmT0LUY/7jh9+WLtnw7P01WcXaV+MfU4DDbln4xblsyHu8az9mAbi3grzypLnVeOtnuNrtXc/gfE/nv8lbSP/1rofqegYiH1E1+07oM3+"
            + "zh7tgp2PaeMfHtd+Ov8AvQ0O08AbhhFm0EueJ4gfkjJXwHjH8jtoxa1d2ceP/Ex74+0e7b55n2vrNxzNvnDxDE1f9aR252sj2q45W7Wxw6/Tz15+lH72tNRx9ftyx/Y/30Lp7mP0wcs/"
            + "obdvqx1vrhjTptZVjwfG/0HP//Jeumlf/fjZz9d33LW0qiP21lR64vV3tMb3jtD/Pj+Pjrx47Onzkgvo7ZW/0N49f5P2Fw9ov36/gXbe8pBW99pD2pMv30JffGE3vfKyEwve+du92oG2"
            + "lfSCHTuoVr5JWzb3aZr2vXnhq7ue0gIbDXBVDHDR+KqlF32QHVg6Lzu3cj89+sXq7CeL57eXDbyg7b/BQ7f8q5Jeu2AO3fzKGJ1/4YNaWfoyzfvpNnooFNGu/U+7tviVR7W3Vh6kR9dF"
            + "spdc9SRdvfcL7bmX9tJD/+vOHl98B72k/auc7ipmlGLxVeMVV9IfL31RG7u5Tzt4YJ/W1j1OlX6dvv3hVVnvS/10a2CLtn3VFnrjfZ3aho9lOrTtr+2fPq5ou1/dl92j79Tqjj1Gh391"
            + "P/3gvue01uUx7eGXt/4uduIZun3Lt+mSmx6k152Zex54FszwSrJR+siVqxN6dy+Ueyty/6vPAmlUng2zDGkDTJWn5FhltGtNqt/goHKvtKjcV/9/FRgXBeE9AAA="),
        // Operator set 11.
        new("Dense", 2, 3, [1.25f, 1, -1.5f, -0.5f, -1.5f, -0.5f], [0.2786370813846588],
            "H4sIAAAAAAACA6VWT0zTYBSnW8fKQ2EUpmRigg1g0piNrZkaZRVRII4gKv6JehgdK6xkf2DrBosx0YshcpPEGBKVxHghhpOegEYP4EXFgycTY4xXL0YSvOnXrbR1+zZNbNKXb++97/d7"
            + "73193xtVTdsnc3IyNRp1VXvdXs7deWyZhh4gZui9noQn4e709MUEWRYToWRGnszIoU5X3Z8Gxq4t2FoghRkp3UwsEhaYJaAcAkDC7XVPi9J4VAZKXYclIU035d29nn4xHjfYak1ahlQl"
            + "Ww82ITYZFZxVVbdOLBIEWwdkWJSN37uhWk4JiXRPIZQBujkP4vOcSibSspCQDfj6IgtD7azYJrBlhVhGZCkHESR/kC8QNgmXARsnlKWgGzXLaSlr8IKhZKxIwHHA+embe1NjpZuRkrEi"
            + "AUO0q5jea7g3lNjKZlmoIAlXAEcMFVj0SE9GIqWRIiVjRQLOlykfbrcOOZiJlUIiJWNFApe8r0LyvgrJV+WTvw44YqjAQjtNG0yV32VWF6KNAt5XS4LzXBAjmVFxUBQSxUmYbQwYa5QG"
            + "ajwx3f1r50GfvR2ulmGCCkxayTnPcCZcXPK8krEioXcUV7ajuL93FCp3t1ruS4AjhbIMeoznktOlMSIlY0UCJgDnR7eUJm86sEaM9R9KPaSfXvn+4/6l/56tHzyi1mQEKsYJFej08mAa"
            + "kTMakQecn3YJo6OYSsnFl3BBy5CqRI2MPTXsfj0kzBXIGVdgP+D81GnBadNCB8LcCJxxI5wBnJ86arjCqHGaUi9pV01dKNMdAvDOalh+0xDzm4eYHzvE/P8zxHyAhaaJnDaQD3uGpfF4"
            + "Uoowdm1B1+Qne2hCklmZIqlqB9FjGr3BkeV9jV3rX1eV7Eq3cjQ8za8MP15j3s0pC/eX+P29b5RXL5cCP1/PKssbUcW3ZA9sfnnLi9uf1u492VRsfc8Dh6QOZerpnGJh2/l+Vzt/9/NZ"
            + "ZX7uY1drNhUING53sa0UiTj1ER90zHfcXtt6MKXUvB/jb3x/yLNM3sN0xEGHWgDza6BwGkpV0cO2UcQOjl/H+Wbf5LcWPvAjNzdWRzraAmwTRRRwCmcVJC8+GlCuteT/7ICTIugGsNO2"
            + "sCCPRsFCWdBrDR8AIke3gAtZ94CDrtNKmwtFpDj6CCwU0WNx1P4GO7RBRUgJAAA="),
    ];

    /// <summary>The file as PyTorch wrote it.</summary>
    public byte[] Bytes()
    {
        using var unpacked = new MemoryStream();
        using var packed = new GZipStream(new MemoryStream(Convert.FromBase64String(Compressed)), CompressionMode.Decompress);
        packed.CopyTo(unpacked);
        return unpacked.ToArray();
    }

    public override string ToString() => Name;
}
