from goldenthread.demo.borough.making import Borough


def readme(borough: Borough) -> str:
    return "# Thornley\n"
