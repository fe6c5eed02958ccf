"""``python -m boussole`` is the ``boussole`` command."""

from boussole.cli import main

if __name__ == "__main__":
    main()
