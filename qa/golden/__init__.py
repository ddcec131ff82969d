"""Golden questions and claims: put to the dossier, judged, shown, brought up to date."""
